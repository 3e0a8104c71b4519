// What one writes on a page is nobody's but the page's.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inputMethod, untakenKeys } from './input-method.js';
import { explain, marksOf, pause, untilClosed, untilMarked } from './reading.js';
import { readTooltip } from './shadow.js';

/** @import { Bench } from './suite.js' */

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><p>A LoRA here.</p>
  <textarea style="display:block;margin-top:400px"></textarea><div contenteditable>Here: </div>`;

/** @param {Bench} bench */
export function aboutWriting(bench) {
  const { onPage } = bench;
  describe('what one writes', () => {
    test(
      'keys of an input method do nothing to a tooltip that is open',
      onPage(async (page) => {
        bench.site.put('writing', PAGE);
        await page.goto(bench.site.url('writing'));
        await page.focus('textarea');
        const untaken = await untakenKeys(page);
        const method = await inputMethod(bench.launched, page);
        await explain(page, 'LoRA');
        await method.compose('로');
        await method.escape();
        await pause(200);
        assert.ok(await readTooltip(page), 'it went with a key that was not meant for it');
        await method.commit('로라');
        assert.ok((await untaken()).includes('Escape'), String(await untaken()));
        await method.escape();
        await untilClosed(page);
        assert.match(await page.evaluate(() => document.querySelector('textarea')?.value ?? ''), /로라$/);
      }),
    );

    test(
      'terms that are composed in an editable are not marked, nor offered',
      onPage(async (page) => {
        bench.site.put('writing', PAGE);
        await page.goto(bench.site.url('writing'));
        await untilMarked(page, ['LoRA']);
        await page.focus('[contenteditable]');
        const method = await inputMethod(bench.launched, page);
        for (const text of ['Cont', 'ControlNet']) await method.compose(text);
        await pause(400);
        assert.deepEqual(await marksOf(page), ['LoRA']);
        await method.commit('ControlNet');
        await pause(400);
        assert.deepEqual(await marksOf(page), ['LoRA']);
        assert.equal(await readTooltip(page), null);
        assert.match(await page.evaluate(() => document.querySelector('div')?.textContent ?? ''), /ControlNet/);
      }),
    );
  });
}
