// A page of the extension beside the page that is read: what the worker does can be done from there.
import { until } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

/** @typedef {Awaited<ReturnType<typeof openOwnPage>>} OwnPage */

/** @param {Bench} bench */
export async function openOwnPage(bench) {
  const own = await bench.launched.browser.newPage();
  await bench.launched.openOwn(own, 'popup/popup.html');
  const ready = () => own.evaluate(() => globalThis.chrome?.runtime?.id ?? '').catch(() => '');
  await until(ready, (id) => id !== '', 'no page of the extension opened');

  /**
   * Asks the worker, as a page's script does.
   * @param {object} question @returns {Promise<any>}
   */
  const ask = (question) => own.evaluate((asked) => chrome.runtime.sendMessage(asked), question);

  return {
    page: own,
    ask,
    /** Runs in the page of the extension. @type {Page['evaluate']} */
    run: own.evaluate.bind(own),

    /** Sends a tab what the worker would. @param {Page} page @param {object} message */
    async tell(page, message) {
      await page.bringToFront();
      return own.evaluate(
        async (url, said) => {
          const tabs = await chrome.tabs.query({});
          const tab = tabs.find((each) => each.url === url);
          if (!tab?.id) throw new Error(`no tab shows ${url}`);
          const { tell } = await import(chrome.runtime.getURL('background/tabs.js'));
          await tell(tab.id, said);
        },
        page.url(),
        message,
      );
    },

    /** Keeps settings, and the page that is read in front. @param {object} changed */
    set: (changed) => ask({ type: 'set', changed }),
  };
}
