const ROOT = 1;
const NONE = -1;
/** Slots and nodes at first: what a page or two of text asks for. They double as they fill. */
const SLOTS = 32_768;
const NODES = 4096;
/** So many dead ends are remembered; what a hostile text can make us keep is bounded. */
const MOST_DEAD_ENDS = 100_000;

/**
 * An index of folded forms: a trie over their sorted list, each edge of which is made when a text
 * first asks for it. Nothing is built beforehand, so that a worker that was just woken answers at
 * once, and a step that was made once costs one probe of an open-addressed hash table.
 *
 * Forms are numbered in the order given.
 */
export class FormIndex {
  #forms;
  /** A node is the forms low..high, which agree up to its depth. */
  #low = new Int32Array(NODES);
  #high = new Int32Array(NODES);
  #depth = new Uint16Array(NODES);
  /** Node -> form + 1, 0 where no form ends. */
  #ends = new Int32Array(NODES);
  #nodes = ROOT;
  #parents = new Int32Array(SLOTS);
  #edges = new Uint16Array(SLOTS);
  /** 0 where the slot is empty, NONE where no form goes on so. */
  #children = new Int32Array(SLOTS);
  #mask = SLOTS - 1;
  #used = 0;
  #deadEnds = 0;
  /** Edges followed so far: what a test of growth counts. */
  steps = 0;

  /** @param {readonly string[]} forms sorted by UTF-16 units, none twice */
  constructor(forms) {
    this.#forms = forms;
    this.#high[ROOT] = forms.length;
  }

  /** @param {number} node @param {number} unit @returns {number} */
  #slot(node, unit) {
    const hash = Math.imul(node, 0x9e3779b1) + Math.imul(unit, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (
      this.#children[slot] !== 0 &&
      (this.#parents[slot] !== node || this.#edges[slot] !== unit)
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
   * @returns {number} how many numbers it received
   */
  collect(units, at, length, found) {
    let node = ROOT;
    let count = 0;
    for (; at < length; at++) {
      const unit = units[at];
      this.steps++;
      const child = this.#children[this.#slot(node, unit)];
      node = child === 0 ? this.#grow(node, unit) : child;
      if (node === NONE) break;
      const end = this.#ends[node];
      if (end === 0) continue;
      found[count++] = end - 1;
      found[count++] = at + 1;
    }
    return count;
  }

  /** @param {string} form @returns {number} its number, -1 where there is no such form */
  find(form) {
    let low = 0;
    let high = this.#forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#forms[middle] < form) low = middle + 1;
      else high = middle;
    }
    return this.#forms[low] === form ? low : -1;
  }

  /** Makes the edge that leads on from a node. @param {number} node @param {number} unit @returns {number} */
  #grow(node, unit) {
    const depth = this.#depth[node];
    const until = this.#high[node];
    const from = this.#low[node] + (this.#ends[node] === 0 ? 0 : 1);
    const low = this.#first(from, until, depth, unit);
    const high = this.#first(low, until, depth, unit + 1);
    if (low === high) {
      if (this.#deadEnds++ < MOST_DEAD_ENDS) this.#link(node, unit, NONE);
      return NONE;
    }
    const child = ++this.#nodes;
    if (child === this.#low.length) this.#makeRoom();
    this.#low[child] = low;
    this.#high[child] = high;
    this.#depth[child] = depth + 1;
    this.#ends[child] = this.#forms[low].length === depth + 1 ? low + 1 : 0;
    this.#link(node, unit, child);
    return child;
  }

  /**
   * The first of some forms, sorted by their unit at `depth`, that has no lower one than `unit` there.
   * @param {number} low @param {number} high @param {number} depth @param {number} unit
   */
  #first(low, high, depth, unit) {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#forms[middle].charCodeAt(depth) < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #makeRoom() {
    this.#low = doubled(this.#low, Int32Array);
    this.#high = doubled(this.#high, Int32Array);
    this.#depth = doubled(this.#depth, Uint16Array);
    this.#ends = doubled(this.#ends, Int32Array);
  }

  /** @param {number} node @param {number} unit @param {number} child */
  #link(node, unit, child) {
    if (++this.#used * 2 > this.#children.length) this.#rehash();
    const slot = this.#slot(node, unit);
    this.#parents[slot] = node;
    this.#edges[slot] = unit;
    this.#children[slot] = child;
  }

  #rehash() {
    const [parents, edges, children] = [this.#parents, this.#edges, this.#children];
    const size = children.length * 2;
    this.#parents = new Int32Array(size);
    this.#edges = new Uint16Array(size);
    this.#children = new Int32Array(size);
    this.#mask = size - 1;
    for (let old = 0; old < children.length; old++) {
      if (children[old] === 0) continue;
      const slot = this.#slot(parents[old], edges[old]);
      this.#parents[slot] = parents[old];
      this.#edges[slot] = edges[old];
      this.#children[slot] = children[old];
    }
  }
}

/**
 * @template {Int32Array | Uint16Array} A
 * @param {A} from @param {new (length: number) => A} Kind
 */
function doubled(from, Kind) {
  const to = new Kind(from.length * 2);
  to.set(from);
  return to;
}
