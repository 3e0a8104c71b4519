/**
 * A folded text and its way back: offsets are UTF-16 units, of `units` and of the original.
 * Promise: `start` and `end` are -1 where a match may not begin or end, because the place lies
 * inside what folds together.
 */
export class Folded {
  /**
   * @param {string} original
   * @param {Uint16Array} units the folded text
   * @param {Uint8Array} classes of each unit, the class of what was written there
   * @param {number} length
   * @param {number[]} pieces folded offset, source offset, folded length, source length; repeated,
   *   for what is not one unit for one
   */
  constructor(original, units, classes, length, pieces) {
    this.original = original;
    this.units = units;
    this.classes = classes;
    this.length = length;
    this.pieces = pieces;
  }

  /** The folded text as a string. */
  get text() {
    return this.slice(0, this.length);
  }

  /** @param {number} from @param {number} to */
  slice(from, to) {
    let text = '';
    for (let at = from; at < to; at += 4096) {
      text += String.fromCharCode(...this.units.subarray(at, Math.min(to, at + 4096)));
    }
    return text;
  }

  /** Number of pieces whose folded offset is below `bound`. @param {number} bound */
  #below(bound) {
    const { pieces } = this;
    let low = 0;
    let high = pieces.length >> 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle << 2] < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Where in the original a match starting at folded `index` starts, or -1.
   * @param {number} index
   */
  start(index) {
    const at = (this.#below(index + 1) - 1) << 2;
    if (at < 0) return index;
    const { pieces } = this;
    const inside = index - pieces[at];
    if (inside < pieces[at + 2]) return inside ? -1 : pieces[at + 1];
    return pieces[at + 1] + pieces[at + 3] + inside - pieces[at + 2];
  }

  /**
   * Where in the original a match ending before folded `index` ends, or -1.
   * @param {number} index
   */
  end(index) {
    const at = (this.#below(index) - 1) << 2;
    if (at < 0) return index;
    const { pieces } = this;
    const inside = index - pieces[at];
    if (inside < pieces[at + 2]) return -1;
    return pieces[at + 1] + pieces[at + 3] + inside - pieces[at + 2];
  }
}
