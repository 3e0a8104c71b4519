// An update under an open page: the old life of the extension goes, the new one works.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain, marksOf, pause, until, untilClosed, untilMarked } from './reading.js';

/** @import { Bench } from './suite.js' */

/** @param {Bench} bench */
export function aboutUpdates(bench) {
  describe('update', () => {
    test(
      'open pages go on with the new extension, and keep nothing of the old',
      bench.onPage(async (page) => {
        const marks = ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE'];
        await page.goto(bench.site.url('en'));
        await untilMarked(page, marks);
        await explain(page, 'DreamBooth');
        await page.mouse.move(900, 650);
        await untilClosed(page);
        await page.evaluate(() => {
          for (const host of document.querySelectorAll('glosslight-tooltip')) host.id = 'old';
          for (const mark of CSS.highlights.get('glosslight') ?? []) /** @type {any} */ (mark).old = true;
        });
        await bench.launched.replace();
        const old = () =>
          page.evaluate(() => ({
            hosts: document.querySelectorAll('#old').length,
            marks: [...(CSS.highlights.get('glosslight') ?? [])].filter((mark) => 'old' in mark).length,
            all: CSS.highlights.get('glosslight')?.size ?? 0,
          }));
        await until(old, (seen) => seen.hosts === 0 && seen.marks === 0 && seen.all === marks.length, 'left');
        assert.deepEqual(await marksOf(page), marks);
        const { labels } = await explain(page, 'DreamBooth');
        assert.deepEqual(labels, ['DreamBooth']);
        await pause(400);
        assert.equal(await page.evaluate(() => document.querySelectorAll('glosslight-tooltip').length), 1);
      }),
    );
  });
}
