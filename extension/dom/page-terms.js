import { isCurrent, rectsOf } from './hits.js';

/** @import { Hit } from './hits.js' */

/** @typedef {{id: string, count: number}} TermOnPage */

const FLASH = 'glosslight-flash';
/** In milliseconds. */
const FLASH_TIME = 1500;

/**
 * The terms on this page, in the order in which they first stand there.
 * @param {readonly Hit[]} hits in reading order
 * @returns {TermOnPage[]}
 */
export function summary(hits) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { ids } of hits) {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({ id, count }));
}

/**
 * Each occurrence, as it is written.
 * @param {readonly Hit[]} hits in reading order
 */
export function marks(hits) {
  return hits.map(({ surface, ids }) => ({ surface, ids }));
}

/**
 * Scrolls to an occurrence of an entry and lets it flash: the one named, else the next after the
 * middle of the viewport, else the first.
 * @param {readonly Hit[]} hits in reading order
 * @param {string} id
 * @param {number} [n] from 0
 * @returns {boolean} whether there is one that can be seen
 */
export function reveal(hits, id, n) {
  const places = hits
    .filter((hit) => hit.ids.includes(id) && isCurrent(hit))
    .map((hit) => ({ hit, top: rectsOf(hit)[0]?.top }))
    .filter(({ top }) => top !== undefined);
  const next = places.find(({ top }) => top > innerHeight / 2 + 20);
  const { hit } = (n === undefined ? next : places[n]) ?? places[0] ?? {};
  if (!hit) return false;
  hit.node.parentElement?.scrollIntoView({ block: 'center' });
  flash(hit);
  return true;
}

/** @param {Hit} hit */
function flash({ range }) {
  if (typeof Highlight !== 'function' || !CSS.highlights) return;
  const highlight = new Highlight(range);
  highlight.priority = 2;
  CSS.highlights.set(FLASH, highlight);
  setTimeout(() => {
    if (CSS.highlights.get(FLASH) === highlight) CSS.highlights.delete(FLASH);
  }, FLASH_TIME);
}
