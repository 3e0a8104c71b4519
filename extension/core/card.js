import { parseDefinition, plainText, splitFirst } from './definition.js';

/** @import { Part } from './definition.js' */
/** @import { Entry, Pack } from './types.js' */

/**
 * A definition as it is shown: its first sentence, then the rest.
 * @typedef {{first: Part[], rest: Part[]}} Said
 */

/**
 * One sense as a tooltip shows it, in one language.
 * @typedef {object} Card
 * @property {string} id
 * @property {string} label
 * @property {string | null} native
 * @property {string | null} expansion
 * @property {Part[]} first the definition's first sentence
 * @property {Part[]} rest of the definition
 * @property {string} language of the definition
 * @property {Said | null} english the definition in English too, where that was asked for
 * @property {string[]} tags in that language, as the interface writes it
 * @property {{id: string, label: string}[]} related
 * @property {string | null} note the reader's own
 * @property {'pack' | 'own' | 'server' | 'page'} source whose entry this is
 * @property {string | null} from the server's host, where the source is one
 */

/**
 * @param {Entry} entry
 * @param {Pack} pack
 * @param {Map<string, Entry>} byId
 * @param {string} language one of pack.languages
 * @param {object} [more]
 * @param {boolean} [more.alsoEnglish]
 * @param {string | null} [more.note]
 * @param {Card['source']} [more.source]
 * @param {string} [more.locale] the interface's language tag
 * @returns {Card}
 */
export function makeCard(entry, pack, byId, language, more = {}) {
  const { alsoEnglish = false, note = null, source = 'pack', locale = '' } = more;
  const spoken = [language, ...pack.languages].find((each) => entry.definition[each]) ?? Object.keys(entry.definition)[0];
  const [native] = entry.labels?.[spoken] ?? [];
  const say = (/** @type {string} */ text) => splitFirst(parseDefinition(text, (id) => byId.get(id)?.label));
  const english = alsoEnglish && spoken !== 'en' ? entry.definition.en : undefined;
  return {
    id: entry.id,
    label: entry.label,
    native: native && native !== entry.label ? native : null,
    expansion: entry.expansion ?? null,
    ...say(entry.definition[spoken] ?? ''),
    language: spoken,
    english: english ? say(english) : null,
    tags: (entry.tags ?? []).map((tag) => tagName(pack.tags, tag, spoken, locale)),
    related: (entry.related ?? []).flatMap((id) => {
      const other = byId.get(id);
      return other ? [{ id, label: other.labels?.[spoken]?.[0] ?? other.label }] : [];
    }),
    note,
    source,
    from: null,
  };
}

/**
 * What a tag is called in a language; written as in the interface where that has a way of its own
 * (zh-TW for zh).
 * @param {Pack['tags']} tags @param {string} tag @param {string} language
 * @param {string} locale the interface's language tag
 */
export function tagName(tags, tag, language, locale) {
  const names = tags[tag] ?? {};
  const written = locale.split('-')[0] === language ? locale : language;
  return names[written] ?? names[language] ?? tag;
}

/**
 * A card as text to paste: its names on a line, then what it says.
 * @param {Card} card
 */
export function cardText({ label, native, expansion, language, english, ...said }) {
  const aside = [native, expansion].filter(Boolean).join(' · ');
  const lines = [aside ? `${label} (${aside})` : label, plainText(wholeOf(said, language))];
  if (english) lines.push(plainText(wholeOf(english, 'en')));
  return lines.join('\n');
}

/** A definition in one piece. @param {Said} said @param {string} language @returns {Part[]} */
export function wholeOf({ first, rest }, language) {
  if (!rest.length) return first;
  return ['zh', 'ja'].includes(language.split('-')[0]) ? [...first, ...rest] : [...first, ' ', ...rest];
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
