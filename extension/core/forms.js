/**
 * An index of folded forms: a trie whose edges live in one open-addressed hash table, so that
 * thousands of forms are indexed in a few milliseconds and each step costs one probe.
 *
 * Forms are numbered in the order given.
 */
export class FormIndex {
  /** Units that occur in forms, numbered from 1: most units of a text are in none at some depth. */
  #letters = new Uint16Array(0x10000);
  /** @type {number} */
  #mask;
  #parents;
  #edges;
  #children;
  /** Node -> form + 1, 0 where no form ends. */
  #ends;

  /** @param {string[]} forms */
  constructor(forms) {
    let total = 0;
    for (const form of forms) total += form.length;
    const size = 2 ** Math.ceil(Math.log2(total * 2 + 2));
    this.#mask = size - 1;
    this.#parents = new Int32Array(size);
    this.#edges = new Uint16Array(size);
    this.#children = new Int32Array(size);
    this.#ends = new Int32Array(total + 2);
    let letters = 0;
    let nodes = 1;
    for (let index = 0; index < forms.length; index++) {
      const form = forms[index];
      let node = 1;
      for (let at = 0; at < form.length; at++) {
        const unit = form.charCodeAt(at);
        const letter = (this.#letters[unit] ||= ++letters);
        const slot = this.#slot(node, letter);
        if (!this.#children[slot]) {
          this.#parents[slot] = node;
          this.#edges[slot] = letter;
          this.#children[slot] = ++nodes;
        }
        node = this.#children[slot];
      }
      this.#ends[node] = index + 1;
    }
  }

  /** @param {number} node @param {number} letter @returns {number} */
  #slot(node, letter) {
    const hash = Math.imul(node, 0x9e3779b1) + Math.imul(letter, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (
      this.#children[slot] !== 0 &&
      (this.#parents[slot] !== node || this.#edges[slot] !== letter)
    ) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  /**
   * Collect the forms that begin at a place, the shortest first.
   * @param {Uint16Array} units
   * @param {number} at
   * @param {number} length of the text in `units`
   * @param {number[]} found receives form and end, form and end, ...
   */
  collect(units, at, length, found) {
    let node = 1;
    while (at < length) {
      const letter = this.#letters[units[at]];
      if (letter === 0) return;
      node = this.#children[this.#slot(node, letter)];
      if (node === 0) return;
      at++;
      const end = this.#ends[node];
      if (end !== 0) found.push(end - 1, at);
    }
  }
}
