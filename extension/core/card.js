import { parseDefinition } from './definition.js';

/** @import { Part } from './definition.js' */
/** @import { Entry, Pack } from './types.js' */

/**
 * One sense as a tooltip shows it, in one language.
 * @typedef {object} Card
 * @property {string} id
 * @property {string} label
 * @property {string | null} native
 * @property {string | null} expansion
 * @property {Part[]} definition
 * @property {string} language of the definition
 * @property {string[]} tags
 * @property {{id: string, label: string}[]} related
 */

/**
 * @param {Entry} entry
 * @param {Pack} pack
 * @param {Map<string, Entry>} byId
 * @param {string} language one of pack.languages
 * @returns {Card}
 */
export function makeCard(entry, pack, byId, language) {
  const spoken = entry.definition[language] ? language : pack.languages[0];
  const [native] = entry.labels?.[spoken] ?? [];
  return {
    id: entry.id,
    label: entry.label,
    native: native && native !== entry.label ? native : null,
    expansion: entry.expansion ?? null,
    definition: parseDefinition(entry.definition[spoken] ?? '', (id) => byId.get(id)?.label),
    language: spoken,
    tags: (entry.tags ?? []).map((tag) => pack.tags[tag]?.[spoken] ?? tag),
    related: (entry.related ?? []).flatMap((id) => {
      const other = byId.get(id);
      return other ? [{ id, label: other.labels?.[spoken]?.[0] ?? other.label }] : [];
    }),
  };
}

/**
 * The language to explain in: the one chosen; else the browser's, where that is not the fallback
 * that browsers ship with; else the page's; else the fallback.
 *
 * @param {readonly string[]} languages what the pack speaks, the fallback first
 * @param {string} chosen 'auto' or a language
 * @param {string} browser a language tag
 * @param {string} page a language tag, '' where unknown
 */
export function chooseLanguage(languages, chosen, browser, page) {
  if (languages.includes(chosen)) return chosen;
  const [fallback] = languages;
  const known = [browser, page].map((tag) => tag.toLowerCase().split(/[-_]/)[0]);
  return known.find((language) => language !== fallback && languages.includes(language)) ?? fallback;
}
