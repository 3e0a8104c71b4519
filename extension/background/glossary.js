import { chooseLanguage, makeCard } from '../core/card.js';
import { lookUp } from '../core/look-up.js';
import { Matcher } from '../core/matcher.js';
import { matcherData } from '../core/pack.js';

/** @import { Card } from '../core/card.js' */
/** @import { Entry, Pack } from '../core/types.js' */

/** The pack, read once in a worker's life, and the answers that come from it. */
export class Glossary {
  /** @type {Matcher | undefined} */
  #matcher;

  /** @param {Pack} pack */
  constructor(pack) {
    this.pack = pack;
    /** @type {Map<string, Entry>} */
    this.byId = new Map(pack.entries.map((entry) => [entry.id, entry]));
    this.data = matcherData(pack);
  }

  /**
   * Cards of some entries, in order; ids that no entry has are left out.
   * @param {string[]} ids
   * @param {string} chosen 'auto' or a language
   * @param {string} page the text's language tag
   * @returns {Card[]}
   */
  cards(ids, chosen, page) {
    const { pack, byId } = this;
    const browser = chrome.i18n.getUILanguage();
    const language = chooseLanguage(pack.languages, chosen, browser, page);
    return ids.flatMap((id) => {
      const entry = byId.get(id);
      return entry ? [makeCard(entry, pack, byId, language)] : [];
    });
  }

  /** Entries about any of these subjects. @param {string[]} tags */
  about(tags) {
    if (!tags.length) return [];
    const wanted = new Set(tags);
    return this.pack.entries.filter((entry) => entry.tags?.some((tag) => wanted.has(tag)));
  }

  /** @param {string} text */
  lookUp(text) {
    this.#matcher ??= new Matcher(this.data);
    return lookUp(text, this.#matcher);
  }
}

/** @type {Promise<Glossary> | undefined} */
let loading;

/** @returns {Promise<Glossary>} */
export function glossary() {
  loading ??= fetch(chrome.runtime.getURL('glossary.json'))
    .then((response) => response.json())
    .then((pack) => new Glossary(pack));
  // A failed read is not the last word: the next question tries again.
  loading.catch(() => (loading = undefined));
  return loading;
}
