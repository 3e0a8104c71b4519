// Pages seen otherwise than most see them: zoomed in, or in the colours that the system says.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInWindow } from './firefox-window.js';
import { openOwnPage } from './own-page.js';
import { lookAt } from './pixels.js';
import { EDGES, assertPlacedAtEdges } from './placing.js';
import { boxOf, explain, middleOf, pause, pointAt, until, untilMarked, untilOpen } from './reading.js';
import { pressInTooltip } from './shadow.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

/** @param {string} body */
const html = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><style>body{margin:0;font:16px sans-serif}</style>${body}`;

/** WCAG's least contrast of text with what is behind it. */
const READABLE = 4.5;

/** @param {Bench} bench */
export function aboutViewing(bench) {
  const { onPage } = bench;
  describe('a page that is zoomed', () => {
    test(
      'by the browser, to 200 %: the tooltip is in the window and not over its term, at any edge',
      onPage(async (page) => {
        bench.site.put('zoomed', html(EDGES));
        await page.goto(bench.site.url('zoomed', 'zoomed.civitai.com'));
        const own = await openOwnPage(bench);
        /** @param {number} zoom */
        const zoomTo = (zoom) =>
          own.run(
            async (url, factor) => {
              const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
              await chrome.tabs.setZoom(tab?.id ?? 0, factor);
            },
            page.url(),
            zoom,
          );
        try {
          await page.bringToFront();
          await page.mouse.move(200, 200);
          await zoomTo(2);
          const seen = await until(() => page.evaluate(() => devicePixelRatio), (ratio) => ratio === 2, 'not zoomed');
          assert.equal(seen, 2);
          await page.evaluate(() => scrollTo({ top: 300, behavior: 'instant' }));
          await assertPlacedAtEdges(page, { width: 500, height: 350 });
          // Zoomed while it is open, it stays with its term.
          await explain(page, 'Midjourney');
          await zoomTo(1);
          await until(() => page.evaluate(() => innerWidth), (width) => width === 1000, 'not zoomed back');
          const term = await middleOf(page, 'Midjourney');
          await until(() => boxOf(page), ({ left, right, top }) => left < term.x && term.x < right && Math.abs(top - term.y) < 40, 'left behind');
        } finally {
          await zoomTo(1);
          await own.page.close();
        }
      }),
    );

    test(
      'by two fingers: the tooltip is in the part that one sees',
      { skip: bench.name === 'firefox' && 'nothing pinches in Firefox' },
      onPage(async (page) => {
        bench.site.put('pinched', html('<p style="position:fixed;left:650px;top:500px">A ControlNet here.</p>'));
        await page.goto(bench.site.url('pinched'));
        await untilMarked(page, ['ControlNet']);
        const session = await page.createCDPSession();
        await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2.5 });
        await session.send('Input.synthesizeScrollGesture', { x: 100, y: 100, xDistance: -500, yDistance: -500, speed: 8000 });
        const seen = await until(
          () => page.evaluate(() => {
            const { scale = 0, offsetLeft = 0, offsetTop = 0, width = 0, height = 0 } = visualViewport ?? {};
            return { scale, left: offsetLeft, top: offsetTop, right: offsetLeft + width, bottom: offsetTop + height };
          }),
          ({ scale, left, top }) => scale > 2 && left > 100 && top > 100,
          'not pinched',
        );
        const word = await middleOf(page, 'ControlNet');
        assert.ok(word.x > seen.left && word.x < seen.right && word.y > seen.top && word.y < seen.bottom, JSON.stringify({ word, seen }));
        // In pixels of the page, from the corner of what one sees.
        const touchPoints = [{ x: word.x - seen.left, y: word.y - seen.top }];
        await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
        await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
        await untilOpen(page);
        const box = await boxOf(page);
        const what = JSON.stringify({ box, seen });
        assert.ok(box.left >= seen.left && box.right <= seen.right && box.top >= seen.top && box.bottom <= seen.bottom, what);
      }),
    );
  });

  describe('in forced colours', () => {
    /** @param {Page} page @returns {Promise<() => Promise<unknown>>} undoes it, where the page does not end with it */
    const force = async (page) => {
      const { name, launched } = bench;
      const pref = "'browser.display.document_color_use'";
      if (name === 'firefox') await runInWindow(launched.browser, `Services.prefs.setIntPref(${pref}, 2)`);
      else {
        const session = await page.createCDPSession();
        const features = [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: 'dark' }];
        await session.send('Emulation.setEmulatedMedia', { features });
      }
      await until(() => page.evaluate(() => matchMedia('(forced-colors: active)').matches), Boolean, 'not forced');
      return async () => name === 'firefox' && runInWindow(launched.browser, `Services.prefs.clearUserPref(${pref})`);
    };
    for (const style of ['dotted', 'solid', 'wavy', 'background']) {
      test(
        `marks are seen, and what is marked is read: ${style}`,
        onPage(async (page) => {
          bench.site.put('forced', html('<body style="background:#fff;color:#000;font:40px serif"><p style="margin:20px">LoRA here</p><p style="margin:20px">ControlNet</p>'));
          const own = await openOwnPage(bench);
          let undo = async () => /** @type {unknown} */ (null);
          try {
            await own.set({ style });
            await page.bringToFront();
            await page.goto(bench.site.url('forced'));
            await until(() => page.evaluate(() => [...CSS.highlights.values()][0]?.size), (size) => size === 2, 'not marked');
            undo = await force(page);
            const clip = { x: 0, y: 10, width: 110, height: 70 };
            const marked = await lookAt(page, clip);
            assert.ok(marked.contrast >= READABLE, JSON.stringify(marked));
            await pointAt(page, 'LoRA');
            await untilOpen(page);
            const current = await lookAt(page, clip);
            assert.ok(current.contrast >= READABLE, JSON.stringify(current));
            assert.notEqual(current.picture, marked.picture, 'the term that is explained looks like the others');
            await page.evaluate(() => CSS.highlights.clear());
            await pause(100);
            assert.notEqual((await lookAt(page, clip)).picture, marked.picture, 'no mark is seen');
          } finally {
            await undo();
            await own.set({ style: 'dotted' });
            await own.page.close();
          }
        }),
      );
    }

    test(
      'the tooltip is read, and a button that is pressed is seen to be',
      onPage(async (page) => {
        bench.site.put('forced', html('<p>A ControlNet here.</p>'));
        await page.goto(bench.site.url('forced'));
        const undo = await force(page);
        try {
          await explain(page, 'ControlNet');
          await pause(300);
          const { left, top, right, bottom } = await boxOf(page);
          const card = { x: left + 2, y: top + 2, width: right - left - 4, height: bottom - top - 4 };
          const whole = await lookAt(page, card);
          assert.ok(whole.contrast >= READABLE, JSON.stringify(whole));
          await pressInTooltip(page, 'pin');
          await page.mouse.move(right - 20, top + 20);
          await pause(300);
          assert.notEqual((await lookAt(page, card)).picture, whole.picture);
        } finally {
          await undo();
        }
      }),
    );
  });
}
