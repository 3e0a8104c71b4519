// What it does with keys, and what screen readers are told.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pause, until } from './reading.js';
import { GRACE, LATER, focusOf, pointAt, readCard, untilClosed, untilOpen } from './standalone-reading.js';

/** @import { StandaloneBench } from './standalone-suite.js' */

/** @param {StandaloneBench} bench */
export function aboutKeys(bench) {
  const { on } = bench;
  describe('by keyboard and for screen readers', () => {
    test(
      'goes with Escape, whatever opened it, and leaves pointer and focus where they are',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        await untilOpen(page);
        await page.keyboard.press('Escape');
        await untilClosed(page);
        await pause(LATER);
        assert.equal(await readCard(page), null);
        await page.mouse.move(5, 600);
        await page.keyboard.press('Tab');
        await untilOpen(page);
        await page.keyboard.press('Escape');
        await untilClosed(page);
        assert.equal(await focusOf(page), 'LoRA');
      }),
    );

    test(
      'has one stop for each term, which opens on focus, Enter and Space',
      on('plain.html', async (page) => {
        const stops = [];
        for (let at = 0; at < 4; at++) {
          await page.keyboard.press('Tab');
          const { names } = await untilOpen(page);
          stops.push(names.join('+'));
          await page.keyboard.press('Escape');
        }
        assert.deepEqual(stops, ['LoRA', 'VAE+VAE file', 'Trigger word', 'Unreal']);
        for (const key of /** @type {const} */ (['Enter', ' '])) {
          await page.keyboard.press(key);
          await untilOpen(page);
          await page.keyboard.press(key);
          await untilClosed(page);
        }
        await page.keyboard.press('Tab');
        assert.equal(await focusOf(page), 'end');
        await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        await page.keyboard.up('Shift');
        assert.deepEqual((await untilOpen(page)).names, ['Unreal']);
      }),
    );

    test(
      'is told to a screen reader as the description of its term',
      on('plain.html', async (page) => {
        const said = await page.evaluate(() =>
          [...document.querySelectorAll('[role=button]')].map((term) => [
            term.textContent,
            term.getAttribute('aria-expanded'),
            (term.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.localName),
          ]),
        );
        assert.deepEqual(said.slice(0, 2), [
          ['LoRA', 'false', ['div']],
          ['VAE', 'false', ['div', 'div']],
        ]);
      }),
    );

    test(
      'has the tooltip follow its term in the tab order, with links that open inside it and a way back',
      on('plain.html', async (page) => {
        await page.keyboard.press('Tab');
        await untilOpen(page);
        await page.keyboard.press('Tab');
        assert.equal((await untilOpen(page)).focus, 'word');
        await page.keyboard.press('Enter');
        let card = await until(() => readCard(page), (seen) => seen?.names[0] === 'Trigger word', 'not followed');
        assert.equal(card?.focus, '\u2190 LoRA');
        await page.keyboard.press('Enter');
        card = await until(() => readCard(page), (seen) => seen?.names[0] === 'LoRA', 'no way back');
        assert.equal(card?.focus, 'word');
        await page.mouse.move(300, 500);
        await pause(GRACE);
        assert.ok(await readCard(page), 'the pointer closed what the keyboard holds');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        assert.equal(await focusOf(page), 'LoRA');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        card = await until(() => readCard(page), (seen) => seen?.names[0] === 'VAE', 'the order is lost');
        assert.equal(await focusOf(page), 'VAE');
      }),
    );

    test(
      'leaves the term to its link, and opens when the link has the focus',
      on('link.html', async (page) => {
        await page.keyboard.press('Tab');
        await untilOpen(page);
        assert.equal(await focusOf(page), 'link');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate(() => location.hash), '#there');
      }),
    );
  });
}
