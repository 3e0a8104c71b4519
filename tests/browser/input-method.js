// What an input method does, for Chinese or Korean: words that are not final yet, keys of its own.
import { commit, compose, pressKeys } from './firefox-window.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Launched } from './browsers.js' */

/**
 * Writes into what has the focus.
 * @typedef {object} InputMethod
 * @property {(text: string) => Promise<unknown>} compose what has been composed so far
 * @property {() => Promise<unknown>} escape the key with which one gives up what is composed
 * @property {(text: string) => Promise<unknown>} commit ends composing with this
 */

/** @param {Launched} launched @param {Page} page @returns {Promise<InputMethod>} */
export async function inputMethod({ name, browser }, page) {
  if (name === 'firefox') {
    return {
      compose: (text) => compose(browser, text),
      escape: () => pressKeys(browser, ['Escape']),
      commit: (text) => commit(browser, text),
    };
  }
  const session = await page.createCDPSession();
  return {
    compose: (text) =>
      session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    escape: () => page.keyboard.press('Escape'),
    commit: (text) => session.send('Input.insertText', { text }),
  };
}

/**
 * Notes the keys of an input method that nobody takes for his own.
 * @param {Page} page
 */
export async function untakenKeys(page) {
  await page.evaluate(() => {
    Object.assign(window, { composed: [] });
    // Last of all who listen: who takes a key for itself has done so by now.
    addEventListener('keydown', ({ key, isComposing, defaultPrevented }) => {
      if (isComposing && !defaultPrevented) /** @type {any} */ (window).composed.push(key);
    });
  });
  /** @returns {Promise<string[]>} */
  return () => page.evaluate(() => /** @type {any} */ (window).composed);
}
