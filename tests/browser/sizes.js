// Huge pages: marked where one is, and never in the way.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { marksOf, pause, until } from './reading.js';
import { NOTHING_ALLOWED } from './server.js';

/** @import { Bench } from './suite.js' */

const HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>';
const LINE = '<p>Here a LoRA for Stable Diffusion is trained with DreamBooth, and then something else is said about it.</p>\n';
const TERMS_A_LINE = 3;
const LINES = Math.ceil(5_000_000 / LINE.length);

const NOTE = 'note-slices';

/**
 * Code that runs before the content script, in its world: where a page's address asks for it, says on
 * the page, for each press and each tick of the page's own timer, how much of our work had been: how
 * many slices of reading, and how many parts of the text whose terms had been found.
 */
export const NOTE_SLICES = `if (location.search === '?${NOTE}') {
  let slices = 0;
  const { scheduler } = globalThis;
  const wait = scheduler.postTask;
  scheduler.postTask = (task) => wait.call(scheduler, () => { slices++; task(); });
  const ask = chrome.runtime.sendMessage;
  chrome.runtime.sendMessage = (question) => {
    const answer = ask.call(chrome.runtime, question);
    if (question.type === 'find') answer.then(() => slices++);
    return answer;
  };
  for (const type of ['click', 'tick']) {
    const noted = [];
    document.addEventListener(type, () => {
      noted.push(slices);
      document.documentElement.dataset[type] = noted.join(' ');
    });
  }
}
`;

/** @param {Bench} bench */
export function aboutSizes(bench) {
  const { onPage } = bench;
  describe('pages of a size', () => {
    test('five megabytes: marked where one is, and no more than a thousand', onPage(async (page) => {
      bench.site.put('huge', HEAD + LINE.repeat(LINES) + '<p>At last ControlNet.</p>', NOTHING_ALLOWED);
      await page.goto(bench.site.url('huge'), { waitUntil: 'domcontentloaded' });
      const few = await until(() => marksOf(page), (marks) => marks.length > 30, 'nothing marked');
      assert.ok(few.length <= 1000, `${few.length} ranges`);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(() => marksOf(page), (marks) => marks.includes('ControlNet') && marks.length <= 1000, 'not marked at the end');
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
      const inView = () => page.evaluate(() => [...(CSS.highlights.get('glosslight') ?? [])].filter(({ startContainer }) => {
        const top = startContainer.parentElement?.getBoundingClientRect().top ?? -1;
        return top >= 0 && top < innerHeight;
      }).length);
      const lines = await page.evaluate(() => [...document.querySelectorAll('p')].filter((p) => p.getBoundingClientRect().top >= 0 && p.getBoundingClientRect().top < innerHeight).length);
      await until(inView, (seen) => seen === TERMS_A_LINE * lines, `not all of ${lines} lines marked in the middle`);
    }));

    test('five megabytes: presses and the page’s own timers are answered between the slices in which it is read', onPage(async (page) => {
      bench.site.put('huge', `${HEAD}<button style="position:fixed;left:0;top:0">Press</button>${LINE.repeat(LINES)}`);
      await page.goto(`${bench.site.url('huge')}?${NOTE}`, { waitUntil: 'domcontentloaded' });
      await page.evaluate(() => {
        Object.assign(window, { presses: 0 });
        document.querySelector('button')?.addEventListener('click', () => /** @type {any} */ (window).presses++);
        const tick = () => {
          document.dispatchEvent(new Event('tick'));
          setTimeout(tick, 10);
        };
        tick();
      });
      const noted = (/** @type {string} */ type) =>
        page.evaluate((name) => (document.documentElement.dataset[name] ?? '').split(' ').filter(Boolean).map(Number), type);
      let pressed = 0;
      await until(
        async () => {
          await page.mouse.click(20, 10);
          pressed++;
          return noted('tick');
        },
        // Nothing more is read: long the same number, and not that of before the beginning.
        (slices) => Number(slices.at(-1)) > 5 && slices.at(-1) === slices.at(-30),
        'it never came to an end',
      );
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).presses), pressed, 'a press was lost');
      for (const [type, least] of /** @type {const} */ ([['tick', 5], ['click', 1]])) {
        const slices = await noted(type);
        const between = new Set(slices.filter((count) => count > 0 && count < Number(slices.at(-1))));
        assert.ok(between.size >= least, `${type} after so many slices: ${[...new Set(slices)].join(', ')}`);
      }
      assert.ok((await marksOf(page)).length > 30, 'nothing marked');
    }));

    test('terms that are screens apart, behind hundreds of others: marked where one jumps to', onPage(async (page) => {
      const far = (/** @type {number} */ at) => `<p style="height:5000px">Number ${at} is a LoRA.</p>`;
      bench.site.put('far', `${HEAD}${'<p>A LoRA.</p>'.repeat(2000)}${Array.from({ length: 60 }, (_, at) => far(at)).join('')}`);
      await page.goto(bench.site.url('far'));
      await until(() => marksOf(page), (marks) => marks.length > 10, 'nothing marked');
      await pause(1000);
      for (const number of [40, 20, 57]) {
        await page.evaluate((at) => document.querySelectorAll('p[style]')[at].scrollIntoView(), number);
        const isMarked = () => page.evaluate((at) => [...CSS.highlights.values()].some((highlight) => [...highlight].some((range) =>
          /** @type {StaticRange} */ (range).startContainer.parentNode === document.querySelectorAll('p[style]')[at])), number);
        await until(isMarked, (is) => is, `number ${number} is not marked`);
      }
    }));

    test('one block of half a megabyte: marked where one is', onPage(async (page) => {
      bench.site.put('block', `${HEAD}<div>${'A LoRA here.<br>'.repeat(30_000)}ControlNet</div>`);
      await page.goto(bench.site.url('block'));
      const some = await until(() => marksOf(page), (marks) => marks.length > 30, 'nothing marked');
      assert.ok(some.length <= 1000, `${some.length} ranges`);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(() => marksOf(page), (marks) => marks.includes('ControlNet') && marks.length <= 1000, 'not marked at the end');
    }));

    test('a thousand and more terms in view: a thousand of them', onPage(async (page) => {
      bench.site.put('dense', `${HEAD}<body style="font-size:3px">${'<span>LoRA </span>'.repeat(6000)}`);
      await page.goto(bench.site.url('dense'));
      await until(() => marksOf(page), (marks) => marks.length === 1000, 'not a thousand');
    }));
  });
}
