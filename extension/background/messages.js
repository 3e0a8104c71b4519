import { isId } from '../core/settings.js';
import { glossary } from './glossary.js';
import { changeKept, readKept } from './kept.js';
import { forgetLookup, forgetLookups, lookups, rememberLookup } from './lookups.js';
import { changeSettings, readSettings, settingsKeptHere } from './settings.js';
import { hostOf, isOn, switchSite } from './sites.js';

/** @import { Card } from '../core/card.js' */
/** @import { Settings } from '../core/settings.js' */
/** @import { Common, MatcherData } from '../core/types.js' */
/** @import { Lookup } from './lookups.js' */

/**
 * Whether to work on a page, and how.
 * @typedef {object} State
 * @property {boolean} on
 * @property {string} host
 * @property {Common} common
 * @property {Settings['density']} density
 * @property {Settings['style']} style
 * @property {boolean} links
 * @property {boolean} headings
 * @property {boolean} selectionButton
 * @property {string[]} unmarked ids that are never marked, though looked up all the same
 *
 * What a text means, and who says so.
 * @typedef {object} Found
 * @property {Card[]} cards
 * @property {'exact' | 'within' | 'close' | 'none'} match
 * @property {'pack' | 'server' | 'own'} source
 * @property {string} [server] host of the server that was asked
 * @property {string} [error] why it did not answer
 *
 * @typedef {chrome.runtime.MessageSender} Sender
 */

/** UTF-16 units of a note. */
const LONGEST_NOTE = 10_000;

/** Each question with what answers it. Questions come from our own pages and content scripts. */
export const answers = {
  /** @param {unknown} _ @param {Sender} sender @returns {Promise<State>} */
  async state(_, sender) {
    const host = hostOf(sender);
    const settings = await readSettings();
    const { common, density, style, links, headings, selectionButton, known, tags } = settings;
    const excluded = tags.length ? (await glossary()).about(tags).map(({ id }) => id) : [];
    const unmarked = [...new Set([...known, ...excluded])];
    const on = isOn(host, settings);
    return { on, host, common, density, style, links, headings, selectionButton, unmarked };
  },

  /** @returns {Promise<MatcherData>} */
  async forms() {
    return (await glossary()).data;
  },

  /** @param {{ids: string[], language: string}} question @returns {Promise<Card[]>} */
  async entry({ ids, language }) {
    const settings = await readSettings();
    return (await glossary()).cards(ids, settings.language, language);
  },

  /**
   * @param {{text: string, language: string, host?: string, context?: string, quiet?: boolean}} question
   *   quiet: nobody asked yet, so nothing is sent or remembered
   * @returns {Promise<Found>}
   */
  async lookup({ text, language, quiet = false }) {
    const settings = await readSettings();
    const held = await glossary();
    const { match, ids } = held.lookUp(text);
    if (!quiet) await rememberLookup(text, ids);
    return { cards: held.cards(ids, settings.language, language), match, source: 'pack' };
  },

  /** @param {{host: string}} question */
  async site({ host }) {
    const settings = await readSettings();
    const { language } = settings;
    return { on: isOn(host, settings), language, languages: (await glossary()).pack.languages };
  },

  /** @param {{host: string, on: boolean}} question */
  async switch({ host, on }) {
    await switchSite(host, on);
    return { on };
  },

  /** @param {{language: string}} question */
  async speak({ language }) {
    await changeSettings(() => ({ language }));
    return { language };
  },

  /** @param {{id: string, known: boolean}} question */
  async know({ id, known }) {
    await changeSettings((settings) => {
      const others = settings.known.filter((each) => each !== id);
      return { known: known ? [...others, id] : others };
    });
    return { known };
  },

  /** An empty note is none. @param {{id: string, text: string}} question */
  async note({ id, text }) {
    if (!isId(id)) throw new TypeError(`no entry can be called ${id}`);
    const words = text.trim().slice(0, LONGEST_NOTE);
    await changeKept('notes', {}, ({ [id]: _, ...others }) =>
      words ? { ...others, [id]: words } : others,
    );
    return { text: words };
  },

  /** @param {{id: string}} question */
  async open({ id }) {
    await chrome.tabs.create({ url: chrome.runtime.getURL(`entry/entry.html#${id}`) });
    return true;
  },

  ...forOwnPages({
    async settings() {
      const { pack } = await glossary();
      const { languages, tags } = pack;
      return { settings: await readSettings(), keptHere: await settingsKeptHere(), languages, tags };
    },

    /** @param {{changed: Partial<Settings>}} question */
    async set({ changed }) {
      await changeSettings(() => changed);
      return true;
    },

    notes: () => readKept('notes', {}),
    lookups,

    /** One, or all where none is named. @param {{gone?: Lookup}} question */
    async forget({ gone }) {
      await (gone ? forgetLookup(gone) : forgetLookups());
      return true;
    },
  }),
};

/**
 * Questions that only our own pages may ask. A content script shares its process with a page, and
 * speaks for nobody else.
 * @template {Record<string, (question: any, sender: Sender) => Promise<any>>} Private
 * @param {Private} theirs
 * @returns {Private}
 */
function forOwnPages(theirs) {
  const guarded = Object.entries(theirs).map(([type, answer]) => [
    type,
    async (/** @type {any} */ question, /** @type {Sender} */ sender) => {
      if (!sender.url?.startsWith(chrome.runtime.getURL(''))) {
        throw new Error(`${type} is for the extension's own pages`);
      }
      return answer(question, sender);
    },
  ]);
  return Object.fromEntries(guarded);
}

/**
 * @template Result
 * @typedef {{result: Result} | {error: string}} Answer
 */

/** Answers every question with either a result or an error. */
export function answerMessages() {
  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    const answer = Object.hasOwn(answers, message?.type)
      ? /** @type {(question: any, sender: Sender) => Promise<unknown>} */ (
          answers[/** @type {keyof typeof answers} */ (message.type)]
        )
      : undefined;
    if (!answer) return false;
    answer(message, sender).then(
      (result) => respond({ result }),
      (error) => respond({ error: error instanceof Error ? error.message : String(error) }),
    );
    return true;
  });
}
