import { deepestAt } from './hit-test.js';

/** Where is looked, as shares of the viewport. */
const ROWS = [0.05, 0.2, 0.4, 0.6, 0.8];
const COLUMNS = [0.15, 0.5, 0.85];

/**
 * Elements that are in view, from the top down; found by a look here and there. On a long page each look
 * costs a third of a millisecond, and where a paragraph was seen there is nothing else to be found.
 * @returns {Set<Element>}
 */
export function elementsInView() {
  /** @type {Set<Element>} */
  const seen = new Set();
  /** What was seen last in each column. @type {(DOMRect | undefined)[]} */
  const last = [];
  for (const row of ROWS) {
    const y = innerHeight * row;
    for (const [at, column] of COLUMNS.entries()) {
      const x = innerWidth * column;
      if (contains(last[at], x, y) || contains(last[at - 1], x, y)) continue;
      const element = deepestAt(x, y);
      if (!element) continue;
      last[at] = isWhole(element) ? element.getBoundingClientRect() : undefined;
      seen.add(element);
    }
  }
  return seen;
}

/** Whether an element holds no block that another look at it would find. @param {Element} element */
function isWhole(element) {
  return element.localName === 'p' || !element.firstElementChild;
}

/** @param {DOMRect | undefined} rect @param {number} x @param {number} y */
function contains(rect, x, y) {
  return rect !== undefined && x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
}
