// What the tooltip of an annotated page does with a mouse or a finger.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { middleOf, pause } from './reading.js';
import { GRACE, LATER, SOON, glossaryIsSeen, pointAt, readCard, untilClosed, untilOpen } from './standalone-reading.js';

/** @import { StandaloneBench } from './standalone-suite.js' */

/** @param {StandaloneBench} bench */
export function aboutPointer(bench) {
  const { on } = bench;
  describe('by pointer and finger', () => {
    test(
      'opens where the pointer rests, not where it passes',
      on('plain.html', async (page) => {
        assert.equal(await glossaryIsSeen(page), false);
        await pointAt(page, 'LoRA');
        await pause(SOON);
        assert.equal(await readCard(page), null);
        await page.mouse.move(5, 600);
        await pause(LATER);
        assert.equal(await readCard(page), null);
        await pointAt(page, 'LoRA');
        const card = await untilOpen(page);
        assert.deepEqual(card.names, ['LoRA']);
        assert.equal(
          card.text,
          'LoRA Low-Rank AdaptationA small add-on to a Checkpoint, called by a word & no more.',
        );
      }),
    );

    test(
      'lets the pointer in, and goes when it is gone',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        const { box } = await untilOpen(page);
        await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2, { steps: 8 });
        await pause(GRACE);
        assert.ok(await readCard(page), 'it went with the pointer in it');
        await page.mouse.move(5, 600);
        await untilClosed(page);
      }),
    );

    test(
      'is held by a click, wherever the pointer goes, until the next',
      on('plain.html', async (page) => {
        const second = await middleOf(page, 'LoRA', '#second');
        await page.mouse.click(second.x, second.y);
        await untilOpen(page);
        await page.mouse.move(5, 600);
        await pause(GRACE);
        assert.ok(await readCard(page), 'it did not stay');
        await page.mouse.click(second.x, second.y);
        await untilClosed(page);
        await page.mouse.click(second.x, second.y);
        await untilOpen(page);
        await page.mouse.click(5, 600);
        await untilClosed(page);
      }),
    );

    test(
      'opens where a finger taps, and goes with a tap elsewhere',
      on('plain.html', async (page) => {
        const { x, y } = await middleOf(page, 'VAE');
        await page.touchscreen.tap(x, y);
        assert.deepEqual((await untilOpen(page)).names, ['VAE', 'VAE file']);
        await page.touchscreen.tap(500, 600);
        await untilClosed(page);
      }),
    );

    test(
      'explains the terms of a modal dialog inside it',
      on('dialog.html', async (page) => {
        await page.evaluate(() => document.querySelector('dialog')?.showModal());
        await pointAt(page, 'VAE', 'dialog');
        const { box } = await untilOpen(page);
        const under = await page.evaluate(
          ({ left, top }) => document.elementFromPoint(left + 30, top + 20)?.localName,
          box,
        );
        assert.equal(under, 'gl-tooltip', 'the tooltip is inert');
      }),
    );

    test(
      'steps aside as long as somebody says that he explains the terms, and is back after that',
      on('plain.html', async (page) => {
        await page.evaluate(() => {
          const controller = new AbortController();
          addEventListener('gl-explain', (event) => event.preventDefault(), { signal: controller.signal });
          addEventListener('leave', () => controller.abort());
        });
        await pointAt(page, 'LoRA');
        await pause(LATER);
        assert.equal(await readCard(page), null);
        assert.equal(await glossaryIsSeen(page), false);
        await page.evaluate(() => dispatchEvent(new Event('leave')));
        await page.mouse.move(5, 600);
        await pointAt(page, 'LoRA');
        await untilOpen(page);
      }),
    );
  });
}
