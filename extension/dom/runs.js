/** @import { Block, Scope } from './scope.js' */

/**
 * A stretch of eligible text and the text nodes it is made of.
 * @typedef {object} Run
 * @property {Block} block
 * @property {string} text
 * @property {Text[]} nodes
 * @property {number[]} starts where in `text` each node's data begins
 *
 * Part of a text node: node.data.slice(start, end).
 * @typedef {{node: Text, start: number, end: number}} Piece
 */

const NOT_BLANK = /\S/;

/**
 * The runs of all text in a subtree, in document order. It goes from text to text and asks as
 * little as it can of each: see Scope. Where the page may have changed since the last run, its
 * reader has to see whether `at` is still there.
 */
export class RunReader {
  #walker;
  #scope;
  /** @type {Run | null} */
  #run = null;
  /** @type {Text | null} */
  #last = null;

  /** @param {Node} top @param {Scope} scope */
  constructor(top, scope) {
    this.#walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    this.#scope = scope;
  }

  get at() {
    return this.#walker.currentNode;
  }

  /** @returns {Run | null} null at the end */
  next() {
    const walker = this.#walker;
    /** @type {Node | null} */
    let parent = null;
    /** @type {Block | null} */
    let block = null;
    for (;;) {
      const node = /** @type {Text | null} */ (walker.nextNode());
      if (!node) return this.#finish(null);
      const around = node.parentNode;
      if (around !== parent) {
        parent = around;
        block = this.#scope.blockOf(parent);
      }
      if (!block) continue;
      const run = this.#run;
      if (run && run.block === block && this.#isNext(node, block)) {
        run.starts.push(run.text.length);
        run.nodes.push(node);
        run.text += node.data;
        this.#last = node;
        continue;
      }
      const text = node.data;
      // Most of a page's texts are the blanks between its blocks.
      const begun = text.charCodeAt(0) > 0xff || NOT_BLANK.test(text) ? { block, text, nodes: [node], starts: [0] } : null;
      if (begun) this.#last = node;
      if (run && begun) return this.#finish(begun);
      if (run) return this.#finish(null);
      this.#run = begun;
    }
  }

  /** @param {Run | null} begun */
  #finish(begun) {
    const run = this.#run;
    this.#run = begun;
    return run;
  }

  /**
   * Whether nothing ends the run between its last text and the next of the same block.
   * @param {Text} text @param {Block} block
   */
  #isNext(text, block) {
    /** @type {Node} */
    let at = /** @type {Text} */ (this.#last);
    /** @type {Node | null} */
    let next = at.nextSibling;
    while (next !== text) {
      if (!next) {
        if (!at.parentNode || at.parentNode === block) return false;
        at = at.parentNode;
        next = at.nextSibling;
        continue;
      }
      at = next;
      if (next.nodeType === Node.ELEMENT_NODE) {
        if (this.#scope.blockOf(next) !== block) return false;
        next = next.firstChild ?? next.nextSibling;
      } else {
        next = next.nextSibling;
      }
    }
    return true;
  }
}

/**
 * The runs of a block's own text, in document order. Blocks inside it have their own.
 * @param {Block} block
 * @param {Scope} scope
 * @returns {Run[]}
 */
export function runsOf(block, scope) {
  /** @type {Run[]} */
  const runs = [];
  /** @type {Run | null} */
  let run = null;
  const finish = () => {
    if (run && NOT_BLANK.test(run.text)) runs.push(run);
    run = null;
  };
  /** @type {Node | null} */
  let node = block.firstChild;
  while (node) {
    let inside = null;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = /** @type {Text} */ (node);
      run ??= { block, text: '', nodes: [], starts: [] };
      run.nodes.push(text);
      run.starts.push(run.text.length);
      run.text += text.data;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (scope.blockOf(node) === block) inside = node.firstChild;
      else finish();
    }
    node = inside ?? following(node, block);
  }
  finish();
  return runs;
}

/** The next node after a subtree, within a block. @param {Node} node @param {Block} block */
function following(node, block) {
  /** @type {Node | null} */
  let at = node;
  while (at && at !== block) {
    if (at.nextSibling) return at.nextSibling;
    at = at.parentNode;
  }
  return null;
}

/**
 * The pieces of text nodes that hold run.text.slice(start, end).
 * @param {Run} run @param {number} start @param {number} end
 * @returns {Piece[]}
 */
export function piecesOf({ nodes, starts, text }, start, end) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= start) low = middle;
    else high = middle - 1;
  }
  const pieces = [];
  for (let at = low; at < nodes.length && starts[at] < end; at++) {
    const from = Math.max(start - starts[at], 0);
    const to = Math.min(end, starts[at + 1] ?? text.length) - starts[at];
    if (from < to) pieces.push({ node: nodes[at], start: from, end: to });
  }
  return pieces;
}
