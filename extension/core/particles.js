/** Syllables; a longer tail is no chain of particles. Bounds the work a word. */
export const LONGEST_CHAIN = 16;

/** Korean endings: what may follow a term inside one Hangul word. */
export class Particles {
  #particles;
  #longest = 0;

  /** @param {Record<string, string[]>} rules */
  constructor(rules) {
    this.#particles = new Set(Object.values(rules).flat());
    for (const particle of this.#particles) this.#longest = Math.max(this.#longest, particle.length);
  }

  /**
   * Whether a tail of syllables is a chain of particles.
   * @param {string} tail at most LONGEST_CHAIN units
   */
  isChain(tail) {
    const reachable = [true];
    for (let start = 0; start < tail.length; start++) {
      if (!reachable[start]) continue;
      const last = Math.min(start + this.#longest, tail.length);
      for (let end = start + 1; end <= last; end++) {
        if (this.#particles.has(tail.slice(start, end))) reachable[end] = true;
      }
    }
    return reachable[tail.length] === true;
  }
}
