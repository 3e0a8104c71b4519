// How the text of a page is read, in each browser: beside the plainest reader, on trees of all kinds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BROWSERS } from './browsers.js';
import { launchPlain } from './site-server.js';

/** @import { Page } from 'puppeteer-core' */

const SEEDS = 400;
const { rules } = JSON.parse(readFileSync(new URL('../../extension/glossary.json', import.meta.url), 'utf8'));

/** @returns {Promise<string>} a script that gives a page `runs` */
async function bundle() {
  const entry = fileURLToPath(new URL('in-page/runs.js', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'runs' });
  return outputFiles[0].text;
}

const { BROWSER } = process.env;
for (const name of BROWSERS.filter((each) => !BROWSER || each === BROWSER)) {
  describe(`reading a page in ${name}`, { timeout: 150_000 }, () => {
    /** @type {Awaited<ReturnType<typeof launchPlain>>} */
    let launched;
    /** @type {Page} */
    let page;
    before(async () => {
      launched = await launchPlain(name);
      page = await launched.browser.newPage();
      await page.setContent('<!doctype html><title>Test</title><body></body>');
      await page.evaluate(`${await bundle()}; globalThis.runs = runs;`);
    });
    after(() => launched?.close());
    /** @param {string} what @param {unknown[]} args @returns {Promise<any>} */
    const ask = (what, ...args) =>
      page.evaluate((each, given) => /** @type {any} */ (globalThis).runs[each](...given), what, args);

    test('finds the runs of every tree, from everywhere, also when it is halted', async () => {
      let runs = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const told = await ask('tryTree', seed, rules.scope);
        assert.deepEqual(told.wrong, []);
        runs += told.runs;
      }
      assert.ok(runs > 10 * SEEDS, `only ${runs} runs in ${SEEDS} trees: they say little`);
    });

    test('lets the page have its turn where there is no text for long', async () => {
      assert.deepEqual(await ask('pauses', 7000, rules.scope), { paused: 3, text: 'LoRA' });
    });

    test('goes on where it was after the page has changed, if that is still there', async () => {
      assert.deepEqual(await ask('readChanged', 'removed', rules.scope), ['one', 'gone']);
      assert.deepEqual(await ask('readChanged', 'left out', rules.scope), ['one', 'two', 'four']);
      assert.deepEqual(await ask('readChanged', 'moved on', rules.scope), ['one', 'two', 'three', 'one', 'four']);
    });
  });
}
