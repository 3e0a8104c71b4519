import { dataOf, kindOf, nextSiblingOf, parentOf } from './reads.js';

/** @import { Block, Scope } from './scope.js' */

/**
 * A stretch of eligible text and the text nodes it is made of.
 * @typedef {object} Run
 * @property {Block} block
 * @property {string} text
 * @property {Text} node the first it is made of; of most runs the only one
 * @property {{nodes: Text[], starts: number[]} | null} parts all it is made of, where there are several,
 *   and where in `text` the data of each begins
 *
 * Part of a text node: node.data.slice(start, end).
 * @typedef {{node: Text, start: number, end: number}} Piece
 */

const NOT_BLANK = /\S/;

/** @param {string} text */
function isBlank(text) {
  let at = 0;
  let first = text.charCodeAt(at);
  // Line ends and indents, which most blanks are.
  while (first === 0x20 || first === 0x0a) first = text.charCodeAt(++at);
  if (at === text.length) return true;
  // No blank is in ASCII above the space, nor among kana, Han and Hangul: those need no expression.
  if ((first > 0x20 && first < 0x7f) || (first > 0x3000 && first <= 0xd7a3)) return false;
  return !NOT_BLANK.test(text);
}

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
  /** @type {Node | null} */
  #parent = null;
  /** That of `#parent`. @type {Block | null} */
  #block = null;
  #looks;

  /** @param {Node} top @param {Scope} scope @param {Node} [from] in it, where to begin */
  constructor(top, scope, from = top) {
    this.#walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    this.#walker.currentNode = from;
    this.#scope = scope;
    this.#looks = scope.looksIn(top);
  }

  get at() {
    return this.#walker.currentNode;
  }

  /** To be called when the page may have changed. */
  forget() {
    this.#parent = null;
    this.#looks = this.#scope.looksIn(this.#walker.root);
  }

  /** @returns {Run | null} null at the end */
  next() {
    const walker = this.#walker;
    for (;;) {
      const node = /** @type {Text | null} */ (walker.nextNode());
      if (!node) return this.#finish(null);
      const text = dataOf(node);
      // Four texts of ten are the blanks between a page's blocks. They end no run: what they part does.
      if (isBlank(text)) continue;
      const parent = parentOf(node);
      if (parent !== this.#parent) {
        this.#parent = parent;
        this.#block = parent && this.#scope.blockAround(parent, this.#looks);
      }
      const block = this.#block;
      if (!block) continue;
      const run = this.#run;
      if (run?.block === block && this.#goesOn(run, node)) continue;
      this.#run = { block, text, node, parts: null };
      if (run) return run;
    }
  }

  /** @param {Run | null} begun */
  #finish(begun) {
    const run = this.#run;
    this.#run = begun;
    return run;
  }

  /**
   * Takes a text and the blanks before it into the run, unless something between ends it.
   * @param {Run} run @param {Text} text the next of the same block
   */
  #goesOn(run, text) {
    const { block } = run;
    /** @type {Node} */
    let at = run.parts?.nodes.at(-1) ?? run.node;
    /** @type {Text[]} */
    const texts = [];
    /** @type {Node | null} */
    let next = nextSiblingOf(at);
    while (next !== text) {
      if (!next) {
        const parent = parentOf(at);
        if (!parent || parent === block) return false;
        at = parent;
        next = nextSiblingOf(at);
        continue;
      }
      at = next;
      const kind = kindOf(next);
      if (kind === Node.ELEMENT_NODE) {
        if (this.#scope.blockAround(/** @type {Element} */ (next), this.#looks) !== block) return false;
        next = next.firstChild ?? nextSiblingOf(next);
      } else {
        if (kind === Node.TEXT_NODE) texts.push(/** @type {Text} */ (next));
        next = nextSiblingOf(next);
      }
    }
    texts.push(text);
    for (const each of texts) extend(run, each);
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
      if (run) extend(run, text);
      else run = { block, text: text.data, node: text, parts: null };
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

/** Takes the next text into a run. @param {Run} run @param {Text} text */
export function extend(run, text) {
  const parts = (run.parts ??= { nodes: [run.node], starts: [0] });
  parts.starts.push(run.text.length);
  parts.nodes.push(text);
  run.text += dataOf(text);
}

/**
 * The pieces of text nodes that hold run.text.slice(start, end).
 * @param {Run} run @param {number} start @param {number} end
 * @returns {Piece[]}
 */
export function piecesOf({ node, parts, text }, start, end) {
  if (!parts) return [{ node, start, end }];
  const { nodes, starts } = parts;
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
