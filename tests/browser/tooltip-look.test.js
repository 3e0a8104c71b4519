// How the tooltip looks and where it stands; what accessibility checkers say of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { STYLE } from '../../extension/dom/tooltip-style.js';
import { openOwnPage } from './own-page.js';
import { EDGES, assertPlacedAtEdges } from './placing.js';
import { boxOf, explain, middleOf, pause, until, untilOpen } from './reading.js';
import { pressInTooltip, shadowOf } from './shadow.js';
import { inEachBrowser } from './suite.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Seen } from './shadow.js' */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [LIGHT, DARK] = ['light', 'dark'];

/** Whether the tooltip that is open is a dark one. @param {Page} page */
const schemeOf = (page) =>
  page.evaluate(() => {
    const host = document.querySelector('glosslight-tooltip');
    return host && getComputedStyle(host).colorScheme;
  });

/** @param {string} body @param {string} [style] of the page */
const html = (body, style = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><style>body{margin:0;font:16px sans-serif}${style}</style>${body}`;

/**
 * What axe says of the tooltip that is open. Its shadow root is closed to axe too: it is built again
 * in a page of the extension, node by node, with its own style.
 * @param {Page} page @param {Page} own
 */
async function axe(page, own) {
  const root = await shadowOf(page);
  assert.ok(root);
  /** @param {Seen} seen @returns {any} */
  const plain = ({ name, value, attributes, children }) => ({ name, value, attributes, children: children.map(plain) });
  await own.evaluate(AXE);
  return own.evaluate(
    async (nodes, style) => {
      const SVG = 'http://www.w3.org/2000/svg';
      const build = (/** @type {any} */ { name, value, attributes, children }) => {
        if (name === '#text') return document.createTextNode(value);
        const made = /^(?:svg|path)$/.test(name) ? document.createElementNS(SVG, name) : document.createElement(name);
        for (const [each, said] of Object.entries(attributes)) made.setAttribute(each, said);
        made.append(...children.map(build));
        return made;
      };
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style.replace(/@keyframes[^}]*}[^}]*}/g, ''));
      document.adoptedStyleSheets = [sheet];
      const main = document.createElement('main');
      main.append(...nodes.filter(({ name }) => name !== 'style').map(build));
      document.body.replaceChildren(main);
      await Promise.all(document.getAnimations().map((each) => each.finished));
      const { violations, passes } = await /** @type {any} */ (globalThis).axe.run(main, {
        // The rest of the page is not ours here.
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      });
      return {
        violations: violations.map((/** @type {any} */ each) => [each.id, each.nodes.map((/** @type {any} */ node) => node.html)]),
        passes: passes.map((/** @type {any} */ each) => each.id),
      };
    },
    root.children.map(plain),
    STYLE,
  );
}

inEachBrowser('the tooltip’s look', (bench) => {
  const { onPage } = bench;
  /** @type {Page} */
  let own;
  before(async () => {
    own = (await openOwnPage(bench)).page;
  });

  for (const [why, style, text, scheme] of [
    ['light paper', 'body{background:#fff;color:#222}', 'ControlNet', LIGHT],
    ['dark paper', 'body{background:#141517;color:#ccc}', 'ControlNet', DARK],
    ['dark paper on a light page', 'body{background:#fff} p{background:rgb(20 20 30);color:#fff}', 'ControlNet', DARK],
    ['paper in a new colour space', 'body{background:oklch(0.2 0.02 250);color:#fff}', 'ControlNet', DARK],
    ['bright text on a picture', 'body{background:linear-gradient(#123,#456);color:#fff}', 'ControlNet', DARK],
    ['nothing but a dark scheme', ':root{color-scheme:dark}', 'ControlNet', DARK],
    ['veil that hides nothing', 'body{background:#fff} p{background:rgb(0 0 0 / 10%)}', 'ControlNet', LIGHT],
  ]) {
    test(
      `is ${scheme} on ${why}`,
      onPage(async (page) => {
        bench.site.put('scheme', html(`<p>A ${text}</p>`, style));
        await page.goto(bench.site.url('scheme'));
        await explain(page, text, 'p');
        assert.equal(await schemeOf(page), scheme);
      }),
    );
  }

  test(
    'covers no term and leaves no window, at any edge, scrolled, in windows of any size',
    onPage(async (page) => {
      bench.site.put('edges', html(EDGES));
      for (const [width, height] of [[1000, 700], [500, 350], [320, 256]]) {
        // The pointer goes step by step, and may not start out of the window.
        await page.mouse.move(200, 200);
        await page.setViewport({ width, height });
        await page.goto(bench.site.url('edges'));
        await until(() => page.evaluate(() => innerWidth), (now) => now === width, 'the window does not shrink');
        await page.evaluate(() => scrollTo({ top: 500, behavior: 'instant' }));
        await assertPlacedAtEdges(page, { width, height });
      }
    }),
  );

  test(
    'stands at its term where the page zooms itself',
    onPage(async (page) => {
      bench.site.put('zoomed', html('<p style="padding:40px">A ControlNet</p>', 'html{zoom:1.5}'));
      await page.goto(bench.site.url('zoomed'));
      await explain(page, 'ControlNet', 'p');
      const box = await boxOf(page);
      const term = await middleOf(page, 'ControlNet');
      assert.ok(box.top > term.y && box.top < term.y + 60, JSON.stringify({ box, term }));
      assert.ok(box.left < term.x && box.right > term.x, JSON.stringify({ box, term }));
    }),
  );

  test(
    'is over what is shown in full screen',
    onPage(async (page) => {
      bench.site.put('full', html('<div id="full" style="background:#fff"><p>A ControlNet</p><button onclick="full.requestFullscreen()">Full</button></div>'));
      await page.goto(bench.site.url('full'));
      await page.click('button');
      await until(() => page.evaluate(() => document.fullscreenElement !== null), (full) => full, 'not in full screen');
      await pause(300);
      await explain(page, 'ControlNet', 'p');
      const box = await boxOf(page);
      const top = await page.evaluate(({ left, top }) => document.elementFromPoint(left + 30, top + 20)?.localName, box);
      assert.equal(top, 'glosslight-tooltip');
    }),
  );

  test(
    'moves only for those who do not mind',
    { skip: bench.name === 'firefox' },
    onPage(async (page) => {
      bench.site.put('still', html('<p>A ControlNet</p>'));
      await page.goto(bench.site.url('still'));
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      await explain(page, 'ControlNet', 'p');
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    }),
  );

  for (const [what, word, act] of /** @type {const} */ ([
    ['an entry', 'ControlNet', ''],
    ['the whole of it', 'ControlNet', 'turn'],
    ['two senses', 'Midjourney', ''],
    ['a question', 'ControlNet', 'off'],
  ])) {
    for (const scheme of [LIGHT, DARK]) {
      test(
        `axe finds nothing in ${what}, ${scheme}`,
        onPage(async (page) => {
          const style = scheme === DARK ? 'body{background:#141517;color:#ccc}' : '';
          bench.site.put('axe', html('<p>A ControlNet, a Midjourney.</p>', style));
          await page.goto(bench.site.url('axe'));
          await explain(page, word, 'p');
          if (act) {
            await pressInTooltip(page, act);
            await pause(100);
          }
          await untilOpen(page);
          const { violations, passes } = await axe(page, own);
          assert.deepEqual(violations, []);
          for (const rule of ['color-contrast', 'button-name', 'aria-dialog-name']) assert.ok(passes.includes(rule), rule);
        }),
      );
    }
  }
});
