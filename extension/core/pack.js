/** @import { MatcherData, Pack } from './types.js' */

/**
 * What a matcher needs of a pack.
 * @param {Pack} pack
 * @returns {MatcherData}
 */
export function matcherData(pack) {
  /** @type {MatcherData} */
  const data = {
    ids: [],
    exact: [],
    common: [],
    contexts: {},
    forms: pack.forms,
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
