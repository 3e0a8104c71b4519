import { firstAt } from '../core/first-at.js';
import { rectsOf } from './hits.js';

/** @import { Hit } from './hits.js' */

/** Whether an element has no box of its own to be near anything. @param {IntersectionObserverEntry} entry */
export function isBoxless({ target, boundingClientRect: rect }) {
  // One by one: thousands are asked, and nearly all of them have a height.
  if (rect.height || rect.width || rect.x || rect.y) return false;
  return getComputedStyle(target).display === 'contents';
}

/** Of many hits in one block, from the top down, those near the viewport. @param {Hit[]} hits */
export function nearOnes(hits) {
  const from = firstBelow(hits, -innerHeight);
  return hits.slice(from, firstBelow(hits, 2 * innerHeight));
}

/** @param {Hit[]} hits @param {number} y in the viewport */
function firstBelow(hits, y) {
  return firstAt(hits.length, (at) => {
    const top = rectsOf(hits[at])[0]?.top;
    return top !== undefined && top >= y;
  });
}
