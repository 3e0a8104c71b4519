// The popup: the site's switch and the list of what is on the page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { marksOf, pause, until, untilMarked } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const ENGLISH = ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE'];

/**
 * Opens the popup's page behind the tab that it speaks of, so that this stays the active one.
 * @param {Bench} bench @param {(popup: Page) => Promise<void>} use
 */
async function withPopup({ launched }, use) {
  const popup = await launched.browser.newPage({ type: 'tab', background: true });
  try {
    await launched.openOwn(popup, 'popup/popup.html');
    await until(() => texts(popup, 'main > *'), (seen) => seen.length > 0, 'the popup stays empty');
    await use(popup);
  } finally {
    await popup.close();
  }
}

/** @param {Page} popup @param {string} selector @returns {Promise<string[]>} */
const texts = (popup, selector) =>
  popup.evaluate(
    (wanted) => [...document.querySelectorAll(wanted)].map(({ textContent }) => textContent ?? ''),
    selector,
  );

/** @param {Bench} bench */
export function aboutPopup(bench) {
  const { onPage } = bench;
  describe('popup', () => {
    test(
      'lists the terms of the page and how often they stand there',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await untilMarked(page, ENGLISH);
        await withPopup(bench, async (popup) => {
          const labels = await until(() => texts(popup, '.term .label'), (seen) => seen.length > 0, 'no list');
          // The VAE has two senses; InvokeAI stands far below, unmarked as yet, but on the page.
          assert.deepEqual(labels.slice(0, 3), ['LoRA', 'Stable Diffusion', 'DreamBooth']);
          assert.ok(labels.includes('VAE') && labels.at(-1) === 'InvokeAI', labels.join());
          assert.deepEqual(await texts(popup, 'h2'), [`${labels.length} terms on this page`]);
          assert.deepEqual((await texts(popup, '.term .count')).slice(0, 3), ['2', '1', '1']);
          assert.deepEqual(await texts(popup, '.host'), ['civitai.com']);
          await popup.evaluate(() => {
            const last = document.querySelector('.terms li:last-child button');
            /** @type {HTMLElement} */ (last).click();
          });
          await until(() => page.evaluate(() => scrollY), (y) => y > 3000, 'not scrolled to InvokeAI');
        });
      }),
    );

    test(
      'switches a site off and on again, at once and for good',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await untilMarked(page, ENGLISH);
        await withPopup(bench, async (popup) => {
          await until(() => texts(popup, '.switch'), (seen) => seen.length === 1, 'no switch');
          const flip = () =>
            popup.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.switch')).click());
          await flip();
          await untilMarked(page, []);
          await until(() => texts(popup, '.note'), ([note]) => note === 'Off on this site.', 'says nothing');
          await page.reload();
          await pause(700);
          assert.deepEqual(await marksOf(page), []);
          await flip();
          await untilMarked(page, ENGLISH);
        });
      }),
    );

    test('works on another site once the user lets it, with no reload', async (context) => {
      // Chromium asks in a window of its own, which no protocol reaches.
      if (bench.launched.name !== 'firefox') return context.skip('only Firefox can be told to grant');
      await onPage(async (page) => {
        bench.site.put('other', '<!doctype html><title>o</title><p lang="en">A seed.<p id="more">');
        await page.goto(bench.site.url('other', 'example.org'));
        await pause(500);
        assert.deepEqual(await marksOf(page), []);
        await withPopup(bench, async (popup) => {
          await popup.bringToFront();
          await popup.evaluate(() => {
            const ask = () => chrome.permissions.request({ origins: ['*://example.org/*'] });
            document.addEventListener('click', ask, { once: true });
          });
          await popup.mouse.click(5, 5);
          await until(
            () => popup.evaluate(() => chrome.permissions.contains({ origins: ['*://example.org/*'] })),
            (granted) => granted,
            'not granted',
          );
          await page.bringToFront();
          // An everyday word on a page that has shown no topic; two other terms make one.
          await pause(700);
          assert.deepEqual(await marksOf(page), []);
          await page.evaluate(() => document.querySelector('#more')?.append('LoRA and ControlNet'));
          await untilMarked(page, ['seed', 'LoRA', 'ControlNet']);
          // And on every visit from then on.
          bench.site.put('other', '<!doctype html><title>o</title><p lang="en">A LoRA.');
          await page.reload();
          await untilMarked(page, ['LoRA']);
        });
      })();
    });
  });
}
