import { isId } from '../core/settings.js';
import { glossary, glossaryRevision } from './glossary.js';
import { changeKept, readKept } from './kept.js';
import { define } from './define.js';
import { openEntry } from './entries.js';
import { find } from './finding.js';
import { changeSettings, readSettings } from './settings.js';
import { hostOf, isOn, switchSite } from './sites.js';
import { checkWhenDue } from './updates.js';

/** @import { Card } from '../core/card.js' */
/** @import { Settings } from '../core/settings.js' */
/** @import { Common, ScopeRules } from '../core/types.js' */
/** @import { Found } from './define.js' */

/**
 * Whether to work on a page, and how.
 * @typedef {object} State
 * @property {boolean} on
 * @property {string} host
 * @property {Common} common auto: once the page shows its topic
 * @property {Settings['density']} density
 * @property {Settings['style']} style
 * @property {boolean} links
 * @property {boolean} headings
 * @property {boolean} selectionButton
 * @property {string[]} unmarked ids that are never marked, though looked up all the same
 * @property {ScopeRules} scope
 * @property {string} revision changes when the glossary does: then all is to be read again
 *
 * @typedef {chrome.runtime.MessageSender} Sender
 */

/** UTF-16 units of a note. */
const LONGEST_NOTE = 10_000;

/** What content scripts may ask, and our own pages too. */
export const pageAnswers = {
  /** @param {unknown} _ @param {Sender} sender @returns {Promise<State>} */
  async state(_, sender) {
    const host = hostOf(sender);
    // At once: each is a question to the browser, and a page waits for all of them.
    const [held, settings, revision] = await Promise.all([glossary(), readSettings(), glossaryRevision()]);
    const { density, style, links, headings, selectionButton, known, tags } = settings;
    const unmarked = [...new Set([...known, ...held.about(tags).map(({ id }) => id)])];
    // Asked of the matcher whatever the setting: it is ready then when the page has text for it.
    const isSite = held.matcher.isSite(host);
    const common = settings.common === 'auto' && isSite ? 'always' : settings.common;
    const { scope } = held.pack.rules;
    const marking = { common, density, style, links, headings, selectionButton, scope };
    checkWhenDue();
    return { on: isOn(host, settings), host, ...marking, unmarked, revision };
  },

  /** Brings the tooltip into a frame where somebody wants one. @param {unknown} _ @param {Sender} sender */
  async later(_, { tab, frameId = 0 }) {
    if (!tab?.id) throw new Error('only a page has a use for it');
    await chrome.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId] },
      files: ['later.js'],
      injectImmediately: true,
    });
    return true;
  },

  find,

  /** @param {{ids: string[], language: string}} question @returns {Promise<Card[]>} */
  async entry({ ids, language }) {
    const [settings, notes] = await Promise.all([readSettings(), readKept('notes', {})]);
    return (await glossary()).cards(ids, settings, language, notes);
  },

  /**
   * The term at a place in a text, everyday words included.
   * @param {{text: string, at: number, language: string}} question at: in UTF-16 units
   * @returns {Promise<{cards: Card[], start: number, end: number} | null>}
   */
  async termAt({ text, at, language }) {
    const [held, settings, notes] = await Promise.all([glossary(), readSettings(), readKept('notes', {})]);
    const found = held.matcher.find(text, { common: 'always' }).find(({ start, end }) => start <= at && at <= end);
    return found ? { cards: held.cards(found.ids, settings, language, notes), start: found.start, end: found.end } : null;
  },

  /**
   * @param {{text: string, language: string, host?: string, context?: string, quiet?: boolean}} question
   *   quiet: nobody asked yet, so nothing is sent or remembered
   * @returns {Promise<Found>}
   */
  lookup: (question) => define(question),

  /** @param {{host: string, on: boolean}} question */
  async switch({ host, on }) {
    await switchSite(host, on);
    return { on };
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
    await openEntry(id);
    return true;
  },
};
