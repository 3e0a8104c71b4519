import { firstAt } from '../core/first-at.js';
import { dataOf, firstChildOf, kindOf, nextSiblingOf, textContentOf } from './reads.js';

/** @import { Block } from './scope.js' */

/**
 * What holds a part of a run: a text node, or an element in which there is no other.
 * @typedef {Text | Element} Holder
 *
 * A stretch of eligible text and what holds it.
 * @typedef {object} Run
 * @property {Block} block
 * @property {string} text
 * @property {Holder} holder the first; of most runs the only one
 * @property {{holders: Holder[], starts: number[]} | null} parts all of them, where there are several, and
 *   where in `text` that of each begins
 *
 * Part of a text node: node.data.slice(start, end).
 * @typedef {{node: Text, start: number, end: number}} Piece
 */

const { ELEMENT_NODE, TEXT_NODE, CDATA_SECTION_NODE } = Node;
/** Stands in for a text that is no longer there. */
const GONE = document.createTextNode('');

/** @param {Holder} holder @returns {holder is Element} */
const isElement = (holder) => kindOf(holder) === ELEMENT_NODE;

/** Takes the next text into a run. @param {Run} run @param {Holder} holder @param {string} [text] what it holds */
export function extend(run, holder, text = isElement(holder) ? textContentOf(holder) : dataOf(holder)) {
  const parts = (run.parts ??= { holders: [run.holder], starts: [0] });
  parts.starts.push(run.text.length);
  parts.holders.push(holder);
  run.text += text;
}

/**
 * The pieces of text nodes that hold run.text.slice(start, end), as long as the page is as it was read.
 * @param {Run} run @param {number} start @param {number} end
 * @returns {Piece[]} at least one
 */
export function piecesOf({ holder, parts, text }, start, end) {
  /** @type {Piece[]} */
  const pieces = [];
  if (!parts) {
    addPieces(pieces, holder, start, end);
  } else {
    const { holders, starts } = parts;
    const next = firstAt(holders.length, (at) => starts[at] > start);
    for (let at = next - 1; at < holders.length && starts[at] < end; at++) {
      const from = Math.max(start - starts[at], 0);
      const to = Math.min(end, starts[at + 1] ?? text.length) - starts[at];
      if (from < to) addPieces(pieces, holders[at], from, to);
    }
  }
  return pieces.length ? pieces : [{ node: GONE, start: 0, end: 0 }];
}

/** @param {Piece[]} pieces to which to add @param {Holder} holder @param {number} start @param {number} end */
function addPieces(pieces, holder, start, end) {
  if (!isElement(holder)) {
    pieces.push({ node: holder, start, end });
    return;
  }
  let begin = 0;
  for (let node = firstChildOf(holder); node && begin < end; node = nextSiblingOf(node)) {
    const kind = kindOf(node);
    if (kind !== TEXT_NODE && kind !== CDATA_SECTION_NODE) continue;
    const text = /** @type {Text} */ (node);
    const { length } = dataOf(text);
    const from = Math.max(start - begin, 0);
    const to = Math.min(end - begin, length);
    if (from < to) pieces.push({ node: text, start: from, end: to });
    begin += length;
  }
}
