// What the settings do to the marks of a page that is open.
import { describe, test } from 'node:test';
import { marksOf, pause, pointAt, until, untilMarked, untilOpen } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const BODY = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>
  <h1>About LoRA</h1><p>A LoRA and a LoRA.</p><p>LoRA, VAE.</p>
  <h2>More</h2><p>LoRA and <a href="#x">ControlNet</a>.</p>`;
const ALL = ['LoRA', 'LoRA', 'LoRA', 'LoRA', 'VAE', 'LoRA'];

/** @param {Bench} bench */
export function aboutMarkingSettings(bench) {
  const { onPage } = bench;
  /**
   * @param {string} what @param {Record<string, unknown>} settings
   * @param {(page: Page) => Promise<unknown>} use
   */
  const withSettings = (what, settings, use) =>
    test(
      what,
      onPage(async (page) => {
        bench.site.put('settings', BODY);
        await page.goto(bench.site.url('settings'));
        await untilMarked(page, ALL);
        const own = await bench.launched.browser.newPage({ type: 'tab', background: true });
        try {
          await bench.launched.openOwn(own, 'popup/popup.html');
          await until(() => own.evaluate(() => location.pathname), (path) => path === '/popup/popup.html', 'no popup');
          await own.evaluate((changed) => chrome.storage.sync.set(changed), settings);
          try {
            await use(page);
          } finally {
            await own.evaluate((names) => chrome.storage.sync.remove(names), Object.keys(settings));
          }
          await untilMarked(page, ALL);
        } finally {
          await own.close();
        }
      }),
    );

  describe('settings, on a page that is open', () => {
    withSettings('the first of each term on the page', { density: 'page' }, (page) => untilMarked(page, ['LoRA', 'VAE']));
    withSettings('the first in each section', { density: 'section' }, (page) => untilMarked(page, ['LoRA', 'VAE', 'LoRA']));
    withSettings('the first in each block', { density: 'block' }, (page) => untilMarked(page, ['LoRA', 'LoRA', 'LoRA', 'VAE', 'LoRA']));
    withSettings('inside links too', { links: true }, (page) => untilMarked(page, [...ALL, 'ControlNet']));
    withSettings('not in headings', { headings: false }, (page) => untilMarked(page, ALL.slice(1)));
    withSettings('not what one knows', { known: ['lora'] }, (page) => untilMarked(page, ['VAE']));
    withSettings('no marks at all, but explanations', { style: 'none' }, async (page) => {
      await untilMarked(page, []);
      await pointAt(page, 'VAE');
      await untilOpen(page);
    });
    withSettings('another look', { style: 'wavy' }, (page) =>
      until(
        () => page.evaluate(() => [...CSS.highlights].map(([name, { size }]) => `${name} ${size}`).join()),
        (seen) => seen === `glosslight-wavy ${ALL.length}`,
        'not wavy',
      ),
    );
    test('also where it changed while the page was loading', onPage(async (page) => {
      bench.site.put('loading', `${BODY}<script src="held"></script>`);
      const release = bench.site.hold('held');
      const loaded = page.goto(bench.site.url('loading'));
      // Meanwhile what the page needs is asked and answered.
      await pause(1000);
      const own = await bench.launched.browser.newPage({ type: 'tab', background: true });
      await bench.launched.openOwn(own, 'popup/popup.html');
      await until(() => own.evaluate(() => location.pathname), (path) => path === '/popup/popup.html', 'no popup');
      await own.evaluate(() => chrome.storage.sync.set({ known: ['lora'] }));
      try {
        release();
        await loaded;
        await untilMarked(page, ['VAE']);
      } finally {
        await own.evaluate(() => chrome.storage.sync.remove('known'));
        await own.close();
      }
    }));
    test('marks of the first kind again, when all is as it was', onPage(async (page) => {
      await page.goto(bench.site.url('settings'));
      await until(() => marksOf(page), (marks) => marks.length === ALL.length, 'not as before');
    }));
  });
}
