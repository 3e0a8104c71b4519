// Pages whose terms the extension's worker finds: whatever the text, and whatever happens to the worker.
import { describe, test } from 'node:test';
import { marksOf, until } from './reading.js';

/** @import { Bench } from './suite.js' */

const LOST = 'lost-answer';

/** Code that runs before the content script: where a page's address says so, the first answers are lost. */
export const LOSE_ANSWERS = `if (location.search === '?${LOST}') {
  const ask = chrome.runtime.sendMessage;
  let lost = 0;
  chrome.runtime.sendMessage = async (question) => {
    const answer = await ask.call(chrome.runtime, question);
    if (question.type === 'find' && lost++ < 2) throw new Error('the message port closed before a response was received');
    return answer;
  };
}
`;

const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><p>A LoRA for Stable Diffusion.</p>';

/** @param {Bench} bench */
export function aboutAnswers(bench) {
  const { onPage } = bench;
  describe('terms found by the worker', () => {
    test('beside characters that are none, and halves of characters', onPage(async (page) => {
      bench.site.put('answers', PAGE);
      await page.goto(bench.site.url('answers'));
      await page.evaluate(() => {
        for (const text of ['LoRA\uffffDreamBooth', '\ud83d ControlNet \ude00', '\u0000 inpainting']) {
          const paragraph = document.createElement('p');
          paragraph.textContent = text;
          document.body.append(paragraph);
        }
      });
      const wanted = ['LoRA', 'Stable Diffusion', 'LoRA', 'DreamBooth', 'ControlNet', 'inpainting'];
      await until(() => marksOf(page), (marks) => marks.join() === wanted.join(), 'not all of them marked');
    }));

    test('though an answer is lost, and lost again', onPage(async (page) => {
      bench.site.put('answers', PAGE);
      await page.goto(`${bench.site.url('answers')}?${LOST}`);
      await until(() => marksOf(page), (marks) => marks.join() === 'LoRA,Stable Diffusion', 'not marked');
    }));

    // Firefox ends its background page only when it wants to.
    if (bench.name !== 'chromium') return;
    test('after the browser has ended the worker', onPage(async (page) => {
      bench.site.put('answers', PAGE);
      await page.goto(bench.site.url('answers'));
      await until(() => marksOf(page), (marks) => marks.length === 2, 'not marked');
      const { browser } = bench.launched;
      const worker = await (await browser.waitForTarget((each) => each.type() === 'service_worker')).worker();
      await worker?.close();
      await until(async () => browser.targets().filter((each) => each.type() === 'service_worker').length, (count) => count === 0, 'the worker goes on');
      await page.evaluate(() => document.body.append('And a ControlNet.'));
      await until(() => marksOf(page), (marks) => marks.includes('ControlNet'), 'what came later is not marked');
    }));
  });
}
