// The tooltip: when it opens and closes, what it says, how one moves in it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { entry, opening } from './glossary.js';
import { boxOf, explain, middleOf, pause, pointAt, until, untilClosed, untilMarked, untilOpen } from './reading.js';
import { pressInTooltip, readTooltip } from './shadow.js';

/** @import { Bench } from './suite.js' */

/**
 * The tooltip says an entry's first sentence first, whole.
 * @param {string} said @param {string} id @param {string} language
 */
function assertOpens(said, id, language) {
  assert.ok(opening(id, language).startsWith(said) && /[.。]$/.test(said), said);
}

/** @param {Bench} bench */
export function aboutTooltip(bench) {
  const { onPage } = bench;
  describe('tooltip', () => {
    test(
      'says what a term means, as a dialog that is not modal',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        const tooltip = await explain(page, 'LoRAs');
        assert.deepEqual(tooltip.labels, ['LoRA']);
        assert.deepEqual(tooltip.expansions, ['Low-Rank Adaptation']);
        assertOpens(tooltip.definitions[0], 'lora', 'en');
        assert.deepEqual(tooltip.languages, ['en']);
        assert.equal(tooltip.dialog?.['aria-label'], 'LoRA');
        assert.equal(tooltip.dialog?.['aria-modal'], undefined);
      }),
    );

    test(
      'explains a match across inline tags from either part',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        for (const part of ['Stable', 'Diffusion']) {
          const tooltip = await explain(page, part, 'h1 + p');
          assert.deepEqual(tooltip.labels, ['Stable Diffusion']);
          await page.mouse.move(5, 690);
          await untilClosed(page);
        }
      }),
    );

    for (const [language, word, id] of /** @type {const} */ ([
      ['zh', '学习率', 'learning-rate'],
      ['ko', '로라', 'lora'],
    ])) {
      test(
        `explains in the page's language: ${language}`,
        onPage(async (page) => {
          await page.goto(bench.site.url(language));
          const tooltip = await explain(page, word);
          assertOpens(tooltip.definitions[0], id, language);
          assert.deepEqual(tooltip.languages, [language]);
          const [native] = entry(id).labels[language];
          // Chromium's protocol leaves out text that is space alone.
          assert.equal(tooltip.labels[0].replaceAll(' ', ''), `${native}${entry(id).label}`.replaceAll(' ', ''));
        }),
      );
    }

    test(
      'shows every sense of a term that has several',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        const tooltip = await explain(page, 'VAE');
        assert.equal(tooltip.definitions.length, 2);
        assert.ok(tooltip.text.startsWith('2 meanings'), tooltip.text);
      }),
    );

    test(
      'never covers its term, however low the window',
      onPage(async (page) => {
        await page.setViewport({ width: 700, height: 320 });
        bench.site.put('low', '<!doctype html><p lang="en" style="margin-top:140px">Midjourney');
        await page.goto(bench.site.url('low'));
        const { labels } = await explain(page, 'Midjourney');
        assert.equal(labels.length, 2);
        const { x, y } = await middleOf(page, 'Midjourney');
        const box = await boxOf(page);
        assert.ok(box.bottom - box.top > 100, JSON.stringify(box));
        assert.ok(box.top >= 0 && box.bottom <= 320 && box.left >= 0 && box.right <= 700, JSON.stringify(box));
        const covers = box.top <= y && y <= box.bottom && box.left <= x && x <= box.right;
        assert.ok(!covers, `the term is at ${x} ${y}: ${JSON.stringify(box)}`);
        await pause(500);
        assert.ok(await readTooltip(page), 'it did not stay');
      }),
    );

    test(
      'opens where a finger taps, and goes with a tap elsewhere',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await untilMarked(page, ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE']);
        const { x, y } = await middleOf(page, 'DreamBooth');
        await page.touchscreen.tap(x, y);
        const tooltip = await untilOpen(page);
        assert.deepEqual(tooltip.labels, ['DreamBooth']);
        await page.touchscreen.tap(900, 600);
        await untilClosed(page);
      }),
    );

    test(
      'opens only where the pointer rests, not where it passes',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await untilMarked(page, ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE']);
        const { y } = await middleOf(page, 'DreamBooth');
        await pointAt(page, 'DreamBooth');
        await page.mouse.move(990, y + 200);
        await pause(500);
        assert.equal(await readTooltip(page), null);
        // Level with the term, but beside the line's end.
        await page.mouse.move(980, y);
        await pause(500);
        assert.equal(await readTooltip(page), null);
      }),
    );

    test(
      'is dismissed by Escape where it stands, and comes back when the pointer has been away',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await page.evaluate(() => {
          addEventListener('keydown', ({ key }) => (document.title += ` ${key}`));
        });
        await explain(page, 'DreamBooth');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        const { x, y } = await middleOf(page, 'DreamBooth');
        await page.mouse.move(x + 2, y);
        await pause(500);
        assert.equal(await readTooltip(page), null, 'it came back under a pointer that had stayed');
        // The page's own dialogs did not see the key; the next one is theirs.
        await page.keyboard.press('Escape');
        assert.equal(await page.title(), 'Training a LoRA Escape');
        await page.mouse.move(990, 600);
        await pause(100);
        await explain(page, 'DreamBooth');
      }),
    );

    test(
      'can be entered, and stays while the pointer is in it',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await explain(page, 'LoRAs');
        const box = await boxOf(page);
        await page.mouse.move(box.left + 40, box.top + 30, { steps: 5 });
        await pause(700);
        assert.ok(await readTooltip(page), 'it closed under the pointer');
        await page.mouse.move(990, 690);
        await untilClosed(page);
      }),
    );

    test(
      'opens entries that a definition refers to inside itself, and goes back',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await explain(page, 'DreamBooth');
        await pressInTooltip(page, 'turn');
        const { references } = await untilOpen(page);
        assert.ok(references.length > 0, 'the definition of DreamBooth refers to nothing any more');
        await pressInTooltip(page, 'reference', references[0]);
        const inner = await until(
          () => readTooltip(page),
          (seen) => seen !== null && seen.labels[0] !== 'DreamBooth',
          'the other entry did not open',
        );
        assert.equal(inner?.backs, 1);
        await pressInTooltip(page, 'back');
        const outer = await until(() => readTooltip(page), (seen) => seen?.labels[0] === 'DreamBooth', 'not back');
        assert.equal(outer?.backs, 0);
        assert.equal(await page.evaluate(() => location.hash), '');
      }),
    );

    test(
      'follows its term when the page scrolls, and goes when the term has gone',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await explain(page, 'DreamBooth');
        const top = () =>
          page.evaluate(() => document.querySelector('glosslight-tooltip')?.getBoundingClientRect().top ?? 0);
        const before = await top();
        await page.evaluate(() => scrollBy({ top: 10, behavior: 'instant' }));
        await until(top, (now) => Math.abs(before - 10 - now) < 1.5, `it stayed at ${before}`);
        await page.evaluate(() => scrollBy({ top: 2000, behavior: 'instant' }));
        await untilClosed(page);
      }),
    );

    test(
      'follows its term when the page grows above it, and goes when an application goes on',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        await explain(page, 'DreamBooth');
        await page.evaluate(() => {
          const banner = document.createElement('p');
          banner.style.cssText = 'height:120px;margin:0';
          document.body.prepend(banner);
        });
        const nearness = async () => {
          const [{ y }, { top, bottom }] = [await middleOf(page, 'DreamBooth'), await boxOf(page)];
          return Math.min(Math.abs(top - y), Math.abs(bottom - y));
        };
        await until(nearness, (pixels) => pixels < 30, 'it stayed where its term had been');
        await page.mouse.click((await boxOf(page)).left + 40, (await boxOf(page)).top + 12);
        // The same again is no other page: one reads on.
        await page.evaluate(() => (document.body.innerHTML += ''));
        await pause(400);
        assert.ok(await readTooltip(page), 'it went while it was read');
        await page.evaluate(() => {
          history.pushState({}, '', '/elsewhere');
          document.body.replaceChildren('Nothing here.');
        });
        await untilClosed(page);
      }),
    );

    test(
      'works in a modal dialog, and leaves it as it was',
      onPage(async (page) => {
        await page.goto(bench.site.url('dialog'));
        await explain(page, 'ControlNet');
        const inDialog = () => page.evaluate(() => document.querySelector('dialog > glosslight-tooltip') !== null);
        assert.equal(await inDialog(), true, 'outside the dialog it would be inert');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        assert.equal(await inDialog(), false);
        assert.equal(await page.evaluate(() => document.querySelector('dialog')?.open), true);
      }),
    );

    test(
      'explains the marks of an annotated page, in links and code too',
      onPage(async (page) => {
        await page.goto(bench.site.url('annotated'));
        await until(
          async () => {
            await page.mouse.move(990, 600);
            await pointAt(page, 'LoRA', 'gl-term');
            await pause(300);
            return readTooltip(page);
          },
          (seen) => seen?.labels[0] === 'LoRA',
          'no tooltip on a mark',
        );
        await page.mouse.move(990, 600);
        await untilClosed(page);
        for (const part of ['Stable', 'Diffusion']) {
          await pointAt(page, part, 'pre');
          const tooltip = await untilOpen(page);
          assert.deepEqual(tooltip.labels, ['Stable Diffusion']);
        }
      }),
    );
  });
}
