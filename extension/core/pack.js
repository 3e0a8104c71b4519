/** @import { MatcherData, Pack } from './types.js' */

/**
 * What a matcher needs of a pack.
 * @param {Pack} pack
 * @returns {MatcherData}
 */
export function matcherData(pack) {
  const texts = Object.keys(pack.forms).sort();
  /** @type {MatcherData} */
  const data = {
    ids: [],
    exact: [],
    common: [],
    contexts: {},
    texts,
    owners: texts.map((text) => pack.forms[text]),
    rules: pack.rules,
    sites: pack.glossaries.flatMap((facts) => facts.sites),
  };
  pack.entries.forEach((entry, index) => {
    data.ids.push(entry.id);
    if (entry.case === 'exact') data.exact.push(index);
    if (entry.common) data.common.push(index);
    if (entry.not_in_folded) data.contexts[index] = entry.not_in_folded;
  });
  return data;
}
