/** @import { Match, MatchOptions } from './types.js' */

/** Ends a run in a text of several. */
export const SEPARATOR = '\uffff';

/**
 * The first of each term on the page, in its section or in its block, and at most so many a page.
 * @param {Match[]} matches in order
 * @param {string} text
 * @param {MatchOptions} options
 * @returns {Match[]}
 */
export function thin(matches, text, { density = 'all', maxPerTerm = Infinity, sections = [] }) {
  if (density === 'all' && maxPerTerm === Infinity) return matches;
  /** @type {Set<string>} */
  const seen = new Set();
  /** @type {Map<string, number>} */
  const counts = new Map();
  const ends = density === 'block' ? separators(text) : density === 'section' ? sections : [];
  let part = 0;
  return matches.filter(({ start, ids: [term] }) => {
    while (part < ends.length && ends[part] <= start) part++;
    const place = `${part} ${term}`;
    if (density !== 'all' && seen.has(place)) return false;
    seen.add(place);
    const count = (counts.get(term) ?? 0) + 1;
    counts.set(term, count);
    return count <= maxPerTerm;
  });
}

/** @param {string} text */
function separators(text) {
  const found = [];
  let at = text.indexOf(SEPARATOR);
  for (; at >= 0; at = text.indexOf(SEPARATOR, at + 1)) found.push(at);
  return found;
}
