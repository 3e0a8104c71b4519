import { rectsOf } from './hits.js';

/** @import { Hit, Hits } from './hits.js' */

/** @typedef {{id: string, count: number}} TermOnPage */

/** @param {Hit} a @param {Hit} b */
function byPlace({ range: a }, { range: b }) {
  if (a.startContainer === b.startContainer) return a.startOffset - b.startOffset;
  const relation = a.startContainer.compareDocumentPosition(b.startContainer);
  return relation & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/**
 * The terms on this page, in the order in which they first stand there.
 * @param {Hits} hits
 * @returns {TermOnPage[]}
 */
export function summary(hits) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { ids } of hits.all().sort(byPlace)) {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({ id, count }));
}

/**
 * Scrolls to the next occurrence of an entry after the middle of the viewport, else to the first.
 * @param {Hits} hits
 * @param {string} id
 * @returns {boolean} whether there is one
 */
export function reveal(hits, id) {
  const places = hits
    .all()
    .filter(({ ids }) => ids.includes(id))
    .sort(byPlace)
    .map((hit) => ({ hit, top: rectsOf(hit)[0]?.top }))
    .filter(({ top }) => top !== undefined);
  const next = places.find(({ top }) => top > innerHeight / 2 + 20) ?? places[0];
  const element = next?.hit.pieces[0].node.parentElement;
  element?.scrollIntoView({ block: 'center' });
  return element !== undefined && element !== null;
}
