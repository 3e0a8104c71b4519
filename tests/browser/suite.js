// The suite that both browsers run; each topic adds its tests to it.
import { after, before, describe } from 'node:test';
import { BROWSERS, launch } from './browsers.js';
import { aboutAgreement } from './agreement.js';
import { aboutFrameworks } from './frameworks.js';
import { aboutMarks } from './marks.js';
import { aboutPopup } from './popup.js';
import { serve } from './server.js';
import { aboutUpdates } from './updates.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Launched } from './browsers.js' */
/** @import { Site } from './server.js' */

/**
 * What a test works with.
 * @typedef {object} Bench
 * @property {string} name of the browser
 * @property {Launched} launched
 * @property {Site} site
 * @property {(use: (page: Page) => Promise<void>) => () => Promise<void>} onPage a test's body, on
 *   a fresh page that is closed after it; errors in the page fail the test
 */

/**
 * One topic in each browser, or in that which the environment names: BROWSER=firefox.
 * @param {string} topic
 * @param {(bench: Bench) => void} about adds its tests
 * @param {string} [language] of the browser's own interface
 * @param {(name: string) => Promise<string>} [extension] the folder to load; as it ships where none is given
 */
export function inEachBrowser(topic, about, language, extension) {
  const { BROWSER } = process.env;
  for (const name of BROWSERS.filter((each) => !BROWSER || each === BROWSER)) {
    describe(`${topic} in ${name}`, { timeout: 150_000 }, () => about(makeBench(name, language, extension)));
  }
}

/** @param {string} name of the browser */
export function suite(name) {
  describe(name, { timeout: 150_000 }, () => {
    const bench = makeBench(name);
    aboutMarks(bench);
    aboutFrameworks(bench);
    aboutPopup(bench);
    aboutAgreement(bench);
    // Last, because afterwards the browser has another extension.
    aboutUpdates(bench);
  });
}

/**
 * A bench for the tests of the describe() that it is called in.
 * @param {string} name
 * @param {string} [language]
 * @param {(name: string) => Promise<string>} [extension]
 */
function makeBench(name, language, extension) {
  const bench = /** @type {Bench} */ ({ name });
  before(async () => {
    bench.site = await serve();
    bench.launched = await launch(name, language, await extension?.(name));
  });
  after(async () => {
    await bench.launched?.close();
    await bench.site?.close();
  });
  bench.onPage = (use) => async () => {
    const page = await bench.launched.browser.newPage();
    /** @type {unknown[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    try {
      await use(page);
      if (errors.length) throw new AggregateError(errors, `errors in the page: ${errors.join('; ')}`);
    } finally {
      await page.close();
    }
  };
  return bench;
}
