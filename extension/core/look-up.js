/** @import { Matcher } from './matcher.js' */

/** What the matcher lets stand behind a term in one Hangul word is particles, nothing else. */
const NO_MORE_THAN_AN_ENDING = /^(?:[^\p{L}\p{N}]*|['’]s|[가-힣]*)$/u;

/**
 * What a selected text means: the whole text if it is a term, else the terms inside it. Everyday
 * words always count here. The twin of annotator/lookup.py, without its close spellings.
 * @param {string} text
 * @param {Matcher} matcher
 * @returns {{match: 'exact' | 'within' | 'none', ids: string[]}}
 */
export function lookUp(text, matcher) {
  const stripped = text.trim();
  const matches = stripped ? matcher.find(stripped, { common: 'always' }) : [];
  const [first] = matches;
  if (matches.length === 1 && first.start === 0) {
    if (NO_MORE_THAN_AN_ENDING.test(stripped.slice(first.end))) {
      return { match: 'exact', ids: first.ids };
    }
  }
  if (matches.length) {
    return { match: 'within', ids: [...new Set(matches.flatMap((match) => match.ids))] };
  }
  // A term but for its letter case, or within a context that rules it out on a page.
  const ids = matcher.owners(stripped);
  return { match: ids.length ? 'exact' : 'none', ids };
}
