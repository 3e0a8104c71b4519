// A new life of the extension under an open page: the old one goes, the new one works, data stay.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openOwnPage } from './own-page.js';
import { explain, marksOf, pause, until, untilClosed, untilMarked } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

/** Marks and tooltips that are there get a name, to be known again. @param {Page} page */
function nameOld(page) {
  return page.evaluate(() => {
    for (const host of document.querySelectorAll('glosslight-tooltip')) host.id = 'old';
    for (const mark of CSS.highlights.get('glosslight') ?? []) /** @type {any} */ (mark).old = true;
    Object.assign(window, { notReloaded: true });
  });
}

/** Waits until all that is there is new, and so many marks. @param {Page} page @param {number} count */
function untilNew(page, count) {
  const look = () =>
    page.evaluate(() => ({
      hosts: document.querySelectorAll('#old').length,
      marks: [...(CSS.highlights.get('glosslight') ?? [])].filter((mark) => 'old' in mark).length,
      all: CSS.highlights.get('glosslight')?.size ?? 0,
    }));
  return until(look, (seen) => seen.hosts === 0 && seen.marks === 0 && seen.all === count, 'left');
}

/** One tooltip, one kind of marks, and the page as it was. @param {Page} page */
async function assertOnce(page) {
  await pause(400);
  const seen = await page.evaluate(() => ({
    hosts: document.querySelectorAll('glosslight-tooltip').length,
    kinds: [...CSS.highlights.keys()].sort(),
    notReloaded: /** @type {any} */ (window).notReloaded,
  }));
  assert.deepEqual(seen, { hosts: 1, kinds: ['glosslight', 'glosslight-current'], notReloaded: true });
}

/** Opens the tooltip of a word, and lets it go. @param {Page} page @param {string} word */
async function glance(page, word) {
  const { labels } = await explain(page, word);
  assert.deepEqual(labels, [word]);
  await page.mouse.move(900, 650);
  await untilClosed(page);
}

/** @param {Bench} bench */
export function aboutUpdates(bench) {
  describe('update', () => {
    test(
      'a reload takes over open pages, and keeps what the reader has set and written',
      bench.onPage(async (page) => {
        const own = await openOwnPage(bench);
        const kept = {
          sync: { known: ['lora'], style: 'dotted' },
          local: { notes: { vae: 'Ask Kim.' }, sites: { 'off.example': false } },
        };
        await own.run(async ({ sync, local }) => {
          await chrome.storage.sync.set(sync);
          await chrome.storage.local.set(local);
        }, kept);
        const marks = ['Stable Diffusion', 'DreamBooth', 'VAE'];
        await page.bringToFront();
        await page.goto(bench.site.url('en'));
        await untilMarked(page, marks);
        await glance(page, 'DreamBooth');
        await nameOld(page);
        // In Chromium what asks for it goes with it, and may not wait for an answer.
        await own.run(() => void setTimeout(() => chrome.runtime.reload(), 50));
        await untilNew(page, marks.length);
        assert.deepEqual(await marksOf(page), marks);
        const { labels } = await explain(page, 'DreamBooth');
        assert.deepEqual(labels, ['DreamBooth']);
        await assertOnce(page);
        if (bench.name === 'firefox') await own.page.close();
        const again = await openOwnPage(bench);
        const found = await again.run(async ({ sync, local }) => {
          const [inSync, inLocal] = [await chrome.storage.sync.get(Object.keys(sync)), await chrome.storage.local.get(Object.keys(local))];
          await chrome.storage.sync.remove(Object.keys(sync));
          await chrome.storage.local.remove(Object.keys(local));
          return { sync: inSync, local: inLocal };
        }, kept);
        assert.deepEqual(found, kept);
        await again.page.close();
      }),
    );

    test(
      'open pages go on with the new extension, and keep nothing of the old',
      bench.onPage(async (page) => {
        const marks = ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE'];
        await page.goto(bench.site.url('en'));
        await untilMarked(page, marks);
        await glance(page, 'DreamBooth');
        await nameOld(page);
        await bench.launched.replace();
        await untilNew(page, marks.length);
        assert.deepEqual(await marksOf(page), marks);
        const { labels } = await explain(page, 'DreamBooth');
        assert.deepEqual(labels, ['DreamBooth']);
        await assertOnce(page);
      }),
    );
  });
}
