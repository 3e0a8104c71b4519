/** @import { Block, Scope } from './scope.js' */

/**
 * A stretch of eligible text and the text nodes it is made of.
 * @typedef {object} Run
 * @property {string} text
 * @property {Text[]} nodes
 * @property {number[]} starts where in `text` each node's data begins
 *
 * Part of a text node: node.data.slice(start, end).
 * @typedef {{node: Text, start: number, end: number}} Piece
 */

const NOT_BLANK = /\S/;

/**
 * The runs of a block's own text, in document order. Blocks inside it have their own.
 * @param {Block} block
 * @param {Scope} scope
 * @returns {Run[]}
 */
export function runsOf(block, scope) {
  /** @type {Run[]} */
  const runs = [];
  /** @type {Run} */
  let run = { text: '', nodes: [], starts: [] };
  const finish = () => {
    if (NOT_BLANK.test(run.text)) runs.push(run);
    if (run.nodes.length) run = { text: '', nodes: [], starts: [] };
  };
  /** @type {Node | null} */
  let node = block.firstChild;
  while (node) {
    let inside = null;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = /** @type {Text} */ (node);
      run.nodes.push(text);
      run.starts.push(run.text.length);
      run.text += text.data;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (scope.isTransparent(/** @type {Element} */ (node))) inside = node.firstChild;
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
export function piecesOf({ nodes, starts }, start, end) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= start) low = middle;
    else high = middle - 1;
  }
  const pieces = [];
  for (let at = low; at < nodes.length && starts[at] < end; at++) {
    const node = nodes[at];
    const from = Math.max(start - starts[at], 0);
    const to = Math.min(end - starts[at], node.data.length);
    if (from < to) pieces.push({ node, start: from, end: to });
  }
  return pieces;
}
