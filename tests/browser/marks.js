// Which words are marked, and that nothing else happens to the page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain, marksOf, pause, untilClosed, untilMarked } from './reading.js';
import { NOTHING_ALLOWED } from './server.js';

/** @import { Bench } from './suite.js' */

/** Notes every change of the page's DOM from now on. @param {import('puppeteer-core').Page} page */
async function watch(page) {
  await page.evaluate(() => {
    /** @type {any} */ (window).changes = [];
    new MutationObserver((records) => {
      for (const { type, target, addedNodes, removedNodes } of records) {
        const nodes = [...addedNodes, ...removedNodes].map((node) => node.nodeName).join();
        /** @type {any} */ (window).changes.push(`${type} of ${target.nodeName}: ${nodes}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  return () => page.evaluate(() => /** @type {any} */ (window).changes);
}

/** @param {Bench} bench */
export function aboutMarks(bench) {
  const { onPage } = bench;
  describe('marks', () => {
    test(
      'terms of an English page, by scope, edges and nearness',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        // Not: in a link, in code, inside longer words, left out by class, in fields; nor far below.
        await untilMarked(page, ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE']);
        await page.evaluate(() => document.getElementById('far')?.scrollIntoView());
        await untilMarked(page, ['InvokeAI']);
      }),
    );

    test(
      'terms of a Chinese page, without spaces around them',
      onPage(async (page) => {
        await page.goto(bench.site.url('zh'));
        await untilMarked(page, ['LoRA', '训练', '学习率']);
      }),
    );

    test(
      'terms of a Korean page, their endings outside the mark',
      onPage(async (page) => {
        await page.goto(bench.site.url('ko'));
        await untilMarked(page, ['컨트롤넷', '로라']);
      }),
    );

    test(
      'terms in open shadow roots',
      onPage(async (page) => {
        await page.goto(bench.site.url('shadow'));
        await untilMarked(page, ['DreamBooth', 'ControlNet']);
        const tooltip = await explain(page, 'ControlNet', '#card');
        assert.deepEqual(tooltip.labels, ['ControlNet']);
      }),
    );

    test(
      'text that changes, comes and goes',
      onPage(async (page) => {
        await page.goto(bench.site.url('live'));
        await untilMarked(page, ['ControlNet']);
        await page.evaluate(() => {
          const first = /** @type {Text} */ (document.querySelector('#first')?.firstChild);
          first.data = 'Now DreamBooth.';
        });
        await untilMarked(page, ['DreamBooth', 'ControlNet']);
        await page.evaluate(() => {
          const added = document.createElement('section');
          const paragraph = document.createElement('p');
          paragraph.append('And LoRA, ');
          added.append(paragraph, 'and InvokeAI.');
          document.body.append(added);
        });
        await untilMarked(page, ['DreamBooth', 'ControlNet', 'LoRA', 'InvokeAI']);
        await page.evaluate(() => document.querySelector('#second')?.remove());
        await page.evaluate(() => {
          const first = document.querySelector('#first');
          if (first) first.textContent = 'Nothing again.';
        });
        await untilMarked(page, ['LoRA', 'InvokeAI']);
      }),
    );

    test(
      'the page itself is not changed, but for the one element of the tooltip',
      onPage(async (page) => {
        await page.goto(bench.site.url('en'));
        const before = await page.evaluate(() => document.documentElement.outerHTML);
        const changes = await watch(page);
        await page.evaluate(() => document.getElementById('far')?.scrollIntoView());
        await untilMarked(page, ['InvokeAI']);
        assert.deepEqual(await changes(), []);
        await explain(page, 'InvokeAI');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        const others = (await changes()).filter(
          (/** @type {string} */ change) =>
            change !== 'childList of HTML: GLOSSLIGHT-TOOLTIP' &&
            change !== 'attributes of GLOSSLIGHT-TOOLTIP: ',
        );
        assert.deepEqual(others, []);
        const after = await page.evaluate(() => {
          document.querySelector('glosslight-tooltip')?.remove();
          return document.documentElement.outerHTML;
        });
        assert.equal(after, before);
      }),
    );

    test(
      'marks and tooltip under the strictest content security policy',
      onPage(async (page) => {
        bench.site.put('strict', '<!doctype html><p lang="en">A LoRA.', NOTHING_ALLOWED);
        await page.goto(bench.site.url('strict'));
        await untilMarked(page, ['LoRA']);
        const tooltip = await explain(page, 'LoRA');
        assert.deepEqual(tooltip.labels, ['LoRA']);
        const width = await page.evaluate(
          () => document.querySelector('glosslight-tooltip')?.getBoundingClientRect().width ?? 0,
        );
        // 22rem and no more: its style is there, or the definition would run over the whole page.
        assert.ok(width > 200 && width <= 353, `${width} px wide`);
      }),
    );

    test(
      'an underline is drawn under a mark',
      onPage(async (page) => {
        bench.site.put('line', '<!doctype html><body style="margin:0;background:#fff"><p style="margin:20px;font:40px serif" lang="en">LoRA');
        const clip = { x: 0, y: 0, width: 300, height: 120 };
        await page.goto(bench.site.url('line'));
        await untilMarked(page, ['LoRA']);
        await pause(100);
        const marked = await page.screenshot({ clip });
        await page.evaluate(() => CSS.highlights.clear());
        await pause(100);
        const plain = await page.screenshot({ clip });
        assert.notDeepEqual(Buffer.from(marked), Buffer.from(plain));
        assert.deepEqual(await marksOf(page), []);
      }),
    );
  });
}
