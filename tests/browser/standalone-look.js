// Where it stands, in which colours; what is printed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { showPrinted } from './browsers.js';
import { middleOf, until } from './reading.js';
import { glossaryIsSeen, pointAt, readCard, untilOpen } from './standalone-reading.js';

/** @import { StandaloneBench } from './standalone-suite.js' */

/** @param {StandaloneBench} bench */
export function aboutLook(bench) {
  const { on } = bench;
  describe('as it looks', () => {
    test(
      'never covers its term and never leaves a low window',
      on('low.html', async (page) => {
        await page.setViewport({ width: 320, height: 256 });
        for (const word of ['LoRA', 'VAE']) {
          const { y } = await middleOf(page, word);
          await pointAt(page, word);
          const { box } = await until(() => readCard(page), (seen) => seen?.names[0] === word, word).then(
            (card) => card ?? assert.fail(),
          );
          assert.ok(box.top >= 0 && box.bottom <= 256 && box.left >= 0 && box.right <= 320, JSON.stringify(box));
          assert.ok(box.bottom < y || box.top > y, `the term is at ${y}: ${JSON.stringify(box)}`);
          await page.keyboard.press('Escape');
        }
      }),
    );

    test(
      "takes the page's side in light and dark, whatever the system prefers",
      on('dark.html', async (page) => {
        await pointAt(page, 'LoRA', '#dark');
        const dark = await untilOpen(page);
        assert.deepEqual([dark.paper, dark.ink], ['rgb(28, 33, 38)', 'rgb(230, 237, 243)']);
        await pointAt(page, 'VAE', '#light');
        const light = await until(() => readCard(page), (seen) => seen?.names[0] === 'VAE', 'no second');
        assert.deepEqual([light?.paper, light?.ink], ['rgb(255, 255, 255)', 'rgb(31, 35, 40)']);
        await pointAt(page, 'Unreal', '#oklch');
        const modern = await until(() => readCard(page), (seen) => seen?.names[0] === 'Unreal', 'no third');
        assert.equal(modern?.paper, 'rgb(255, 255, 255)');
      }),
    );

    test(
      'stands at the right of a page that runs from right to left, in its own direction',
      on('rtl.html', async (page) => {
        const { x } = await middleOf(page, 'LoRA');
        await pointAt(page, 'LoRA');
        const { box, direction, language } = await untilOpen(page);
        assert.deepEqual([direction, language], ['ltr', 'en']);
        assert.ok(box.left < x - 60 && box.right > x && box.right < x + 60, `${x}: ${JSON.stringify(box)}`);
      }),
    );

    test(
      'is not touched by the page, nor touches its text',
      on('hostile.html', async (page) => {
        const same = await page.evaluate(() => {
          const [term] = document.querySelectorAll('gl-term');
          const [own, around] = [term, /** @type {Element} */ (term.parentElement)].map((element) => {
            const { color, fontFamily, fontSize, fontWeight, letterSpacing } = getComputedStyle(element);
            return { color, fontFamily, fontSize, fontWeight, letterSpacing };
          });
          return { own, around, display: getComputedStyle(term).display };
        });
        assert.deepEqual(same.own, same.around);
        assert.equal(same.display, 'inline');
        await pointAt(page, 'LoRA');
        const { box, paper, ink } = await untilOpen(page);
        assert.deepEqual([paper, ink], ['rgb(255, 255, 255)', 'rgb(31, 35, 40)']);
        assert.ok(box.bottom - box.top > 40 && box.right - box.left > 100, JSON.stringify(box));
      }),
    );

    test(
      'prints the glossary, and the text without lines',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        await untilOpen(page);
        await showPrinted(bench.launched, page);
        assert.equal(await glossaryIsSeen(page), true);
        const seen = await page.evaluate(() => ({
          line: getComputedStyle(document.querySelector('gl-term') ?? document.body).textDecorationLine,
          tooltip: getComputedStyle(document.querySelector('gl-tooltip') ?? document.body).display,
        }));
        assert.deepEqual(seen, { line: 'none', tooltip: 'none' });
      }),
    );
  });
}
