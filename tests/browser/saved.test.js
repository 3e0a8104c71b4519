// Annotated pages that explain themselves, where the extension is at work too.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pause, pointAt, until, untilClosed, untilOpen } from './reading.js';
import { readTooltip } from './shadow.js';
import { inEachBrowser } from './suite.js';

/** @import { Page } from 'puppeteer-core' */

const root = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');

/** A page annotated with a glossary of its own. @param {string} body */
function annotated(body) {
  const folder = mkdtempSync(join(tmpdir(), 'glosslight-saved-'));
  try {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Saved</title></head><body>${body}</body></html>`;
    execFileSync(python, [fileURLToPath(new URL('standalone.py', import.meta.url)), folder], {
      cwd: root,
      env: { ...process.env, PYTHONPATH: root },
      input: JSON.stringify([{ name: 'page.html', html }]),
    });
    return readFileSync(join(folder, 'page.html'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PAGE = annotated('<p>LoRA and VAE; Unreal.</p><p style="height:400px"><button>Next</button>');

/** Whether the page's own tooltip is open. @param {Page} page */
const ownIsOpen = (page) =>
  page.evaluate(() => document.querySelector('gl-tooltip')?.matches(':popover-open') ?? false);

/** Rests on a word until the extension, which may still be starting, explains it. @param {Page} page @param {string} word */
function untilExplained(page, word) {
  return until(
    async () => {
      await page.mouse.move(900, 650);
      await pointAt(page, word, 'p');
      await pause(320);
      return readTooltip(page);
    },
    (seen) => seen !== null,
    `${word} is not explained`,
  );
}

inEachBrowser('saved pages', (bench) => {
  const { onPage } = bench;
  /** @param {Page} page */
  const open = async (page) => {
    bench.site.put('saved', PAGE);
    await page.goto(bench.site.url('saved'));
  };

  test(
    'are explained by the extension alone, from its own glossary',
    onPage(async (page) => {
      await open(page);
      const tooltip = await untilExplained(page, 'LoRA');
      assert.deepEqual(tooltip?.expansions, ['Low-Rank Adaptation']);
      assert.deepEqual(tooltip?.tags, ['Adapter', 'Training'], 'tags are in no page');
      // The page's own may have opened before the extension had started.
      await page.mouse.move(900, 650);
      await untilClosed(page);
      await until(() => ownIsOpen(page), (open) => !open, "the page's own tooltip stays");
      await untilExplained(page, 'LoRA');
      await pause(400);
      assert.equal(await ownIsOpen(page), false);
    }),
  );

  test(
    'tell it what its glossary lacks',
    onPage(async (page) => {
      await open(page);
      const tooltip = await untilExplained(page, 'Unreal');
      assert.deepEqual(tooltip?.labels, ['Unreal']);
      assert.deepEqual(tooltip?.definitions, ['Says <b>, </script>, ]]> and <!--/glosslight-->.']);
      assert.equal(tooltip?.source, "From this page's own glossary");
      assert.equal(await ownIsOpen(page), false);
    }),
  );

  test(
    'keep their stops for the keyboard, which lead into its tooltip and back',
    onPage(async (page) => {
      await open(page);
      await untilExplained(page, 'LoRA');
      await page.mouse.move(900, 650);
      await untilClosed(page);
      await page.keyboard.press('Tab');
      assert.deepEqual((await untilOpen(page)).labels, ['LoRA']);
      assert.equal(await ownIsOpen(page), false);
      await page.keyboard.press('Enter');
      const isInside = () => page.evaluate(() => document.activeElement?.localName === 'glosslight-tooltip');
      await until(isInside, (inside) => inside, 'Enter did not lead into the tooltip');
      await page.keyboard.press('Escape');
      await untilClosed(page);
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'LoRA');
      await page.keyboard.press('Tab');
      const next = await until(() => readTooltip(page), (seen) => seen !== null, 'the next did not open');
      assert.equal(next?.labels.length, 2, 'VAE has two senses');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await untilClosed(page);
    }),
  );

  test(
    'explain themselves again when it is switched off',
    onPage(async (page) => {
      await open(page);
      await untilExplained(page, 'LoRA');
      const own = await bench.launched.browser.newPage();
      try {
        await bench.launched.openOwn(own, 'popup/popup.html');
        const switchTo = (/** @type {boolean} */ on) =>
          own.evaluate((value) => chrome.runtime.sendMessage({ type: 'switch', host: 'civitai.com', on: value }), on);
        await until(async () => switchTo(false).catch(() => null), (answer) => answer !== null, 'no page of the extension');
        try {
          await page.bringToFront();
          await untilClosed(page);
          await page.mouse.move(900, 650);
          await pointAt(page, 'LoRA', 'p');
          await until(() => ownIsOpen(page), (seen) => seen, "the page's own tooltip stays away");
        } finally {
          await switchTo(true);
        }
      } finally {
        await own.close();
      }
    }),
  );
});
