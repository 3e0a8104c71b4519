// The site by keyboard, without JavaScript, and in both browsers.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pause, until } from './reading.js';
import { launchPlain, serveSite, watch } from './site-server.js';

/** @import { Browser, Page } from 'puppeteer-core' */
/** @import { Site } from './site-server.js' */

/** The search box as a screen reader knows it. @param {Page} page */
const readBox = (page) =>
  page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('input[name=q]'));
    const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
    const active = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    return {
      focused: document.activeElement === input,
      expanded: input.ariaExpanded,
      options: list?.checkVisibility() ? [...list.querySelectorAll('[role=option] b')].map((name) => name.textContent) : [],
      active: active?.querySelector('b')?.textContent ?? null,
      selected: [...(list?.querySelectorAll('[aria-selected=true] b') ?? [])].map((name) => name.textContent),
      status: document.querySelector('form.search [role=status]')?.textContent,
    };
  });

/**
 * What the frame of the preview says; a frame that navigates at that moment may never answer.
 * @template T
 * @param {Page} page @param {() => T} ask
 * @returns {Promise<T | null>}
 */
async function askPreview(page, ask) {
  const frame = page.frames().find((each) => each !== page.mainFrame() && each.url().includes('/preview'));
  if (!frame) return null;
  return Promise.race([frame.evaluate(ask).catch(() => null), pause(500).then(() => null)]);
}

describe('the site in use', { timeout: 120_000 }, () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await serveSite();
  });
  after(() => site?.close());

  for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
    describe(name, () => {
      /** @type {{browser: Browser, close: () => Promise<void>}} */
      let launched;
      before(async () => {
        launched = await launchPlain(name);
      });
      after(() => launched?.close());

      /** @param {string} path @param {(page: Page) => Promise<void>} use @param {boolean} [scripts] */
      const on = (path, use, scripts = true) => async () => {
        const page = await launched.browser.newPage();
        const wrongs = await watch(page, site.origin);
        if (!scripts) await page.setJavaScriptEnabled(false);
        try {
          await page.goto(site.origin + path);
          await use(page);
          assert.deepEqual(wrongs, []);
        } finally {
          await page.close();
        }
      };

      test(
        'a slash leads to the search, arrows through what it suggests, Enter to an entry',
        on('/en/terms', async (page) => {
          await page.keyboard.press('/');
          assert.deepEqual(await readBox(page).then(({ focused, expanded }) => ({ focused, expanded })), { focused: true, expanded: 'false' });
          await page.keyboard.type('sampl');
          let box = await until(() => readBox(page), ({ options }) => options.length > 3, 'no suggestion');
          assert.equal(box.expanded, 'true');
          assert.equal(box.active, null);
          assert.equal(box.status, `${box.options.length} suggestions`);
          assert.ok(box.options.includes('Sampler'));
          await page.keyboard.press('ArrowUp');
          box = await readBox(page);
          assert.equal(box.active, box.options.at(-1));
          assert.deepEqual(box.selected, [box.active]);
          await page.keyboard.press('ArrowDown');
          assert.equal((await readBox(page)).active, null);
          await page.keyboard.press('Escape');
          box = await readBox(page);
          assert.deepEqual([box.options, box.expanded, box.focused], [[], 'false', true]);
          await page.keyboard.press('ArrowDown');
          box = await readBox(page);
          assert.equal(box.active, box.options[0]);
          await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
          assert.equal(await page.$eval('h1', (title) => title.textContent?.trim()), box.active);
        }),
      );

      test(
        'Enter without a choice searches for what was typed',
        on('/ko/', async (page) => {
          await page.type('input[name=q]', '샘플러와 LoRA');
          await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
          assert.equal(new URL(page.url()).pathname, '/ko/search');
          assert.match(await page.$eval('.meant', (list) => list.textContent ?? ''), /샘플러[^]*LoRA/);
        }),
      );

      test(
        'one button annotates a page that was chosen: counts, terms, preview with tooltips, file',
        on('/en/annotate', async (page) => {
          const folder = mkdtempSync(join(tmpdir(), 'glosslight-upload-'));
          const file = join(folder, 'saved.html');
          writeFileSync(file, '<!doctype html><title>t</title><p>Two LoRAs and one VAE.');
          const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('input[type=file]'));
          await input.uploadFile(file);
          await page.click('button[name=all]');
          const total = await until(() => page.$eval('.found .total', (each) => each.textContent), Boolean, 'no count');
          assert.equal(total, '2 marks');
          assert.deepEqual(await page.$$eval('.found li', (items) => items.map((item) => item.textContent)), ['LoRA1', 'VAE, VAE file1']);
          // Our script runs in it, as its policy names it; the page is in an origin of its own.
          const ask = () => [document.querySelectorAll('gl-term[role=button]').length, origin];
          const seen = await until(() => askPreview(page, ask), (seen) => seen?.[0] === 2, 'no tooltips');
          assert.deepEqual(seen, [2, 'null']);
          rmSync(folder, { recursive: true });
        }),
      );

      // Firefox has no way for a test to switch scripts off.
      if (name === 'firefox') return;
      test(
        'without JavaScript: search, terms found, preview',
        on(
          '/zh/terms/lora',
          async (page) => {
            await page.type('input[name=q]', '采样器');
            await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
            assert.match(await page.$eval('main', (main) => main.textContent ?? ''), /采样器/);
            await page.goto(`${site.origin}/en/annotate`);
            await page.click('button[name=look]');
            await until(async () => page.frames().some((each) => each.url().includes('/preview')), Boolean, 'no preview');
            await Promise.all([page.waitForNavigation(), page.click('button[name=list]')]);
            assert.match(await page.$eval('.found', (found) => found.textContent ?? ''), /8 marks[^]*LoRA/);
          },
          false,
        ),
      );
    });
  }

  describe('by keyboard alone', () => {
    /** @type {{browser: Browser, close: () => Promise<void>}} */
    let launched;
    before(async () => {
      launched = await launchPlain('chromium');
    });
    after(() => launched?.close());

    test('everything is reached in order, seen where it is, and the graph is walked through', async () => {
      const page = await launched.browser.newPage();
      await page.goto(`${site.origin}/en/terms/clip-skip`);
      const stopsOf = 'a[href], input, button';
      const expected = await page.$$eval(stopsOf, (all) => all.length);
      const stops = [];
      for (let at = 0; at < expected; at++) {
        await page.keyboard.press('Tab');
        stops.push(
          await page.evaluate((stopsOf) => {
            const at = /** @type {Element} */ (document.activeElement);
            const box = at.getBoundingClientRect();
            const style = getComputedStyle(at.closest('svg.graph') ? /** @type {Element} */ (at.querySelector('rect')) : at);
            return {
              place: [...document.querySelectorAll(stopsOf)].indexOf(at),
              what: at.textContent?.trim() || at.getAttribute('name'),
              graph: Boolean(at.closest('svg.graph')),
              seen: box.width > 1 && box.height > 1 && (style.outlineStyle !== 'none' || style.strokeWidth === '2.5px'),
              inWindow: box.top >= 0 && box.bottom <= innerHeight,
            };
          }, stopsOf),
        );
      }
      assert.equal(stops[0].what, 'Skip to the content');
      assert.deepEqual(stops.filter(({ seen, inWindow }) => !seen || !inWindow), []);
      assert.ok(stops.filter(({ graph }) => graph).length >= 4);
      assert.deepEqual(stops.map(({ place }) => place), [...Array(expected).keys()]);
      await page.close();
    });

    test('the first stop leads to the content', async () => {
      const page = await launched.browser.newPage();
      await page.goto(`${site.origin}/en/terms`);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.closest('.letters')?.localName), 'ul');
      await page.close();
    });
  });
});
