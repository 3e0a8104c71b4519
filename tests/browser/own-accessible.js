// axe finds nothing on any page of the extension, in light and in dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { askWorker, fill, press, untilTexts, withOwn } from './own-reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each state of a page that looks unlike the others. @type {[string, string, (own: Page) => Promise<unknown>][]} */
const STATES = [
  ['popup', 'popup/popup.html', async () => {}],
  ['panel', 'panel/panel.html', async () => {}],
  [
    'panel, search',
    'panel/panel.html',
    async (own) => {
      await fill(own, 'input', 'lora');
      await untilTexts(own, '.rows .label', (seen) => seen.length > 0);
    },
  ],
  [
    'panel, looked up',
    'panel/panel.html',
    async (own) => {
      await askWorker(own, 'lookup', { text: 'LoRA', language: 'en' });
      await press(own, '.tab', 'Looked up');
      await untilTexts(own, '.rows .label', (seen) => seen.length > 0);
    },
  ],
  ['entry', 'entry/entry.html#lora', (own) => untilTexts(own, '.entry-label', (seen) => seen.length > 0)],
  [
    'options',
    'options/options.html',
    (own) => untilTexts(own, '#privacy', (seen) => seen.length > 0),
  ],
  [
    'options, a term of one’s own',
    'options/options.html',
    async (own) => {
      await press(own, '#own-terms .button', 'Add a term');
      await press(own, '.chip input');
      await press(own, '.chip input');
    },
  ],
  ['privacy', 'privacy/privacy.html', async () => {}],
];

/** @param {Bench} bench */
export function aboutAccessible(bench) {
  describe('axe finds nothing', () => {
    for (const [name, path, prepare] of STATES) {
      test(name, async (context) => {
        if (bench.launched.name === 'firefox') return context.skip('the rules are those of the page, not of the browser');
        await withOwn(bench, path, async (own) => {
          await prepare(own);
          for (const scheme of ['light', 'dark']) {
            await own.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
            await own.evaluate(AXE);
            const found = await own.evaluate(async () => {
              const { violations } = await /** @type {any} */ (globalThis).axe.run(document, {
                resultTypes: ['violations'],
              });
              return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { target }) => target.join(' ')).join(', ')}`);
            });
            assert.deepEqual(found, [], scheme);
          }
        });
      });
    }
  });
}
