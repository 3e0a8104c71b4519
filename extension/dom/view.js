import { deepestAt } from './hit-test.js';

/** Pixels between the places that are looked at; a line of text is seldom less high. */
const ROW = 36;
const COLUMNS = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Elements that are in view, from the top down; found by a look here and there. @returns {Set<Element>} */
export function elementsInView() {
  /** @type {Set<Element>} */
  const seen = new Set();
  for (let y = ROW / 2; y < innerHeight; y += ROW) {
    for (const column of COLUMNS) {
      const element = deepestAt(innerWidth * column, y);
      if (element) seen.add(element);
    }
  }
  return seen;
}
