import { glossary } from './glossary.js';
import { readSettings, writeSettings } from './settings.js';
import { hostOf, isOn, switchSite } from './sites.js';

/** @import { Card } from '../core/card.js' */
/** @import { Common, MatcherData } from '../core/types.js' */

/**
 * Whether to work on a page, and how.
 * @typedef {{on: boolean, host: string, common: Common}} State
 * @typedef {chrome.runtime.MessageSender} Sender
 */

/** Each question with what answers it. Questions come from our own pages and content scripts. */
export const answers = {
  /** @param {unknown} _ @param {Sender} sender @returns {Promise<State>} */
  async state(_, sender) {
    const host = hostOf(sender);
    const { common } = await readSettings();
    return { on: await isOn(host), host, common };
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

  /** @param {{text: string, language: string}} question @returns {Promise<Card[]>} */
  async lookup({ text, language }) {
    const settings = await readSettings();
    const held = await glossary();
    return held.cards(held.lookUp(text).ids, settings.language, language);
  },

  /** @param {{host: string}} question */
  async site({ host }) {
    const { language } = await readSettings();
    return { on: await isOn(host), language, languages: (await glossary()).pack.languages };
  },

  /** @param {{host: string, on: boolean}} question */
  async switch({ host, on }) {
    await switchSite(host, on);
    return { on };
  },

  /** @param {{language: string}} question */
  async speak({ language }) {
    await writeSettings({ language });
    return { language };
  },
};

/**
 * @template Result
 * @typedef {{result: Result} | {error: string}} Answer
 */

/** Answers every question with either a result or an error. */
export function answerMessages() {
  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    const answer = Object.hasOwn(answers, message?.type)
      ? answers[/** @type {keyof typeof answers} */ (message.type)]
      : undefined;
    if (!answer) return false;
    answer(message, sender).then(
      (result) => respond({ result }),
      (error) => respond({ error: String(error) }),
    );
    return true;
  });
}
