// The suite that both browsers run; each topic adds its tests to it.
import { after, before, describe } from 'node:test';
import { launch } from './browsers.js';
import { aboutAgreement } from './agreement.js';
import { aboutFrameworks } from './frameworks.js';
import { aboutMarks } from './marks.js';
import { aboutPopup } from './popup.js';
import { serve } from './server.js';
import { aboutTooltip } from './tooltip.js';
import { aboutUpdates } from './updates.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Launched } from './browsers.js' */
/** @import { Site } from './server.js' */

/**
 * What a test works with.
 * @typedef {object} Bench
 * @property {Launched} launched
 * @property {Site} site
 * @property {(use: (page: Page) => Promise<void>) => () => Promise<void>} onPage a test's body, on
 *   a fresh page that is closed after it; errors in the page fail the test
 */

/** @param {string} name of the browser */
export function suite(name) {
  describe(name, { timeout: 150_000 }, () => {
    const bench = /** @type {Bench} */ ({});
    before(async () => {
      bench.site = await serve();
      bench.launched = await launch(name);
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
    aboutMarks(bench);
    aboutTooltip(bench);
    aboutFrameworks(bench);
    aboutPopup(bench);
    aboutAgreement(bench);
    // Last, because afterwards the browser has another extension.
    aboutUpdates(bench);
  });
}
