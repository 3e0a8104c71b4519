import { chooseLanguage, makeCard } from '../core/card.js';
import { lookUp } from '../core/look-up.js';
import { Matcher } from '../core/matcher.js';
import { OWN, withOwnEntries } from '../core/own-forms.js';
import { matcherData } from '../core/pack.js';
import { Search } from '../core/search.js';
import { readKept } from './kept.js';

/** @import { Card } from '../core/card.js' */
/** @import { Settings } from '../core/settings.js' */
/** @import { Entry, GlossaryFacts, Pack } from '../core/types.js' */

/** The active glossary, read once in a worker's life, and the answers that come from it. */
export class Glossary {
  /** @type {Matcher | undefined} */
  #matcher;
  /** @type {Search | undefined} */
  #search;

  /** @param {Pack} pack */
  constructor(pack) {
    this.pack = pack;
    /** @type {Map<string, Entry>} */
    this.byId = new Map(pack.entries.map((entry) => [entry.id, entry]));
  }

  get matcher() {
    return (this.#matcher ??= new Matcher(matcherData(this.pack)));
  }

  /**
   * The language to explain in.
   * @param {string} chosen 'auto' or a language
   * @param {string} [page] the text's language tag
   */
  languageFor(chosen, page = '') {
    return chooseLanguage(this.pack.languages, chosen, chrome.i18n.getMessage('locale'), page);
  }

  /**
   * Cards of some entries, in order; ids that no entry has are left out.
   * @param {string[]} ids
   * @param {Pick<Settings, 'language' | 'alsoEnglish'>} settings
   * @param {string} page the text's language tag
   * @param {Record<string, string>} [notes] the user's own, by id
   * @returns {Card[]}
   */
  cards(ids, { language, alsoEnglish }, page, notes = {}) {
    const { pack, byId } = this;
    const spoken = this.languageFor(language, page);
    return ids.flatMap((id) => {
      const entry = byId.get(id);
      if (!entry) return [];
      const source = this.isOwn(id) ? 'own' : 'pack';
      const note = Object.hasOwn(notes, id) ? notes[id] : null;
      const locale = chrome.i18n.getMessage('locale');
      return [makeCard(entry, pack, byId, spoken, { alsoEnglish, note, source, locale })];
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
    return lookUp(text, this.matcher);
  }

  /** Entries for what is being typed, the likeliest first. @param {string} query */
  search(query) {
    this.#search ??= new Search(this.pack.entries, this.matcher.folder);
    return this.#search.find(query, this.matcher.owners(query));
  }

  /** Which glossary an entry is from. @param {Entry} entry @returns {GlossaryFacts} */
  factsOf(entry) {
    return this.pack.glossaries[entry.glossary];
  }

  /** Whether an entry is the user's own. @param {string} id */
  isOwn(id) {
    const entry = this.byId.get(id);
    return entry !== undefined && this.factsOf(entry).id === OWN;
  }
}

const REVISION = 'revision';

/** @type {Promise<Glossary> | undefined} */
let loading;

/** @returns {Promise<Glossary>} */
export function glossary() {
  loading ??= load();
  // A failed read is not the last word: the next question tries again.
  loading.catch(() => (loading = undefined));
  return loading;
}

async function load() {
  const [kept, own] = await Promise.all([readKept('pack', null), readKept('own', [])]);
  const pack = kept?.pack ?? (await shippedPack());
  const title = { [pack.languages[0]]: chrome.i18n.getMessage('ownTerms') };
  return new Glossary(withOwnEntries(pack, own, title));
}

/** @returns {Promise<Pack>} */
async function shippedPack() {
  return (await fetch(chrome.runtime.getURL('glossary.json'))).json();
}

/** Reads the glossary anew; pages with terms on them hear of it. */
export async function glossaryChanged() {
  loading = undefined;
  await chrome.storage.local.set({ [REVISION]: `${Date.now()}-${Math.random()}` });
}

/** Tells one state of the glossary from another; '' for the shipped one as it came. */
export async function glossaryRevision() {
  const { [REVISION]: revision = '' } = await chrome.storage.local.get(REVISION);
  return String(revision);
}
