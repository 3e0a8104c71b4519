// The options: what is chosen there is what pages do.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askWorker, offerFile, press, savedFile, texts, untilTexts, withOwn } from './own-reading.js';
import { marksOf, until, untilMarked } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const HTML = `<!doctype html><html lang="en"><title>o</title>
<h1>About LoRA</h1><p>A LoRA and a LoRA. <a href="#">DreamBooth</a> and ControlNet.<p>LoRA again.`;
const MARKS = ['LoRA', 'LoRA', 'LoRA', 'ControlNet', 'LoRA'];

/** @param {Page} own @param {string} selector @param {string} value */
const choose = (own, selector, value) =>
  own.evaluate(
    (wanted, chosen) => {
      const select = [...document.querySelectorAll('select')].find((each) =>
        [...each.options].some((option) => option.value === wanted),
      );
      if (!select) throw new Error(`no choice of ${wanted}`);
      select.value = chosen;
      select.dispatchEvent(new Event('change'));
    },
    selector,
    value,
  );

/** @param {Page} page names of the highlights that hold anything */
const highlights = (page) =>
  page.evaluate(() => [...CSS.highlights].flatMap(([name, { size }]) => (size ? [name] : [])));

/** @param {Bench} bench */
export function aboutOptions(bench) {
  /** @param {(own: Page, page: Page) => Promise<void>} use the options, with a page with terms open */
  const withPage = (use) =>
    bench.onPage(async (page) => {
      bench.site.put('options', HTML);
      await page.goto(bench.site.url('options'));
      await untilMarked(page, MARKS);
      // Behind: what is not looked at is not drawn anew.
      await withOwn(bench, 'options/options.html', (own) => use(own, page), { behind: true });
    });

  describe('options', () => {
    test(
      'style, density, links and headings are followed by open pages at once',
      withPage(async (own, page) => {
        await press(own, '.styles input[value="wavy"]');
        await until(() => highlights(page), (names) => names.join() === 'glosslight-wavy', 'not wavy');
        await press(own, '.styles input[value="none"]');
        await until(() => highlights(page), (names) => names.length === 0, 'still marked');
        await press(own, '.styles input[value="dotted"]');
        await untilMarked(page, MARKS);
        await choose(own, 'section', 'page');
        await untilMarked(page, ['LoRA', 'ControlNet']);
        await choose(own, 'section', 'all');
        await press(own, '#marks .switch');
        await until(() => marksOf(page), (marks) => marks.includes('DreamBooth'), 'no link is marked');
        await press(own, '#marks .switch');
        await untilMarked(page, MARKS);
      }),
    );

    test(
      'the preview is drawn as pages are',
      withPage(async (own) => {
        const drawn = await own.evaluate(() =>
          [...CSS.highlights].map(([name, ranges]) => [
            name,
            [...ranges].map(({ startContainer, startOffset, endOffset }) =>
              startContainer.isConnected ? startContainer.textContent?.slice(startOffset, endOffset) : '',
            ),
          ]),
        );
        const by = Object.fromEntries(drawn);
        assert.deepEqual(Object.keys(by).toSorted(), ['glosslight', 'glosslight-background', 'glosslight-solid', 'glosslight-wavy']);
        assert.deepEqual(by.glosslight.slice(0, 4), ['LoRA', 'LoRA', 'checkpoint', 'CFG scale']);
      }),
    );

    test(
      'terms of a subject that is off are not marked',
      withPage(async (own, page) => {
        await press(own, '.chip:nth-child(1) input');
        await untilMarked(page, ['ControlNet']);
        await press(own, '#subjects .button', 'All on');
        await untilMarked(page, MARKS);
      }),
    );

    test(
      'what is known is listed, and marked again when it is taken from the list',
      withPage(async (own, page) => {
        await askWorker(own, 'know', { id: 'controlnet', known: true });
        await untilMarked(page, MARKS.filter((mark) => mark !== 'ControlNet'));
        await press(own, '#known .icon-button', 'Mark “ControlNet” again');
        await untilMarked(page, MARKS);
        await untilTexts(own, '#known .pad', ([words]) => words?.startsWith('A term that you mark as known'));
      }),
    );

    test(
      'sites are listed, and switched',
      withPage(async (own, page) => {
        assert.ok((await texts(own, '#sites .words')).includes('civitai.com'));
        const at = (await texts(own, '#sites .words')).indexOf('civitai.com') + 1;
        await press(own, `#sites .line:nth-child(${at}) .switch`);
        await untilMarked(page, []);
        await press(own, `#sites .line:nth-child(${at}) .switch`);
        await untilMarked(page, MARKS);
      }),
    );

    test('shows every command with its keys, those that are used the most first', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        const lines = await texts(own, '#keyboard .line');
        const words = await texts(own, '#keyboard .words');
        assert.deepEqual(words.slice(0, 6), [
          'Go to the next term',
          'Go to the previous term',
          'Explain this term',
          'Look up the selection',
          'Keep the explanation open',
          'Close the explanation',
        ]);
        assert.ok(lines.some((each) => /^Go to the next term\s*(?:Alt\+Shift\+J|Not set)$/.test(each)), lines.join(' | '));
        const named = await own.evaluate(() => Object.keys(chrome.runtime.getManifest().commands ?? {}).length);
        assert.ok(lines.length >= named);
      });
    });

    test('goes to another browser as a file, and comes from one', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        await askWorker(own, 'set', { changed: { density: 'block', known: ['vae'] } });
        await askWorker(own, 'note', { id: 'lora', text: 'mine' });
        const { name, text } = await savedFile(own, () => press(own, '#move .button', 'Export'));
        assert.match(name, /^glosslight-settings-\d{4}-\d\d-\d\d\.json$/);
        const file = JSON.parse(text);
        assert.deepEqual([file.version, file.settings.density, file.notes], [1, 'block', { lora: 'mine', ...file.notes }]);
        assert.doesNotMatch(text, /token/);
        await askWorker(own, 'set', { changed: { density: 'all', known: [] } });
        await askWorker(own, 'note', { id: 'lora', text: '' });
        await offerFile(own, 'mine.json', text);
        await press(own, '#move .button', 'Import…');
        await untilTexts(own, '#move .said', ([said]) => said === 'Imported from “mine.json”.');
        const { settings } = await askWorker(own, 'settings');
        assert.deepEqual([settings.density, settings.known], ['block', ['vae']]);
        assert.equal((await askWorker(own, 'notes')).lora, 'mine');
        await askWorker(own, 'set', { changed: { density: 'all', known: [] } });
        await askWorker(own, 'note', { id: 'lora', text: '' });
      });
    });

    test('a file that is wrong is refused in words, and changes nothing', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        const before = await askWorker(own, 'settings');
        for (const [content, words] of /** @type {[string, RegExp][]} */ ([
          ['no json', /This is no settings file of Glosslight/],
          ['{"kind":"glosslight-settings","version":9}', /another version of Glosslight \(9\)/],
          [
            '{"kind":"glosslight-settings","version":1,"settings":{"links":true,"density":"most"}}',
            /density cannot be "most"; it is one of: all, page, section, block/,
          ],
        ])) {
          await offerFile(own, 'wrong.json', content);
          await press(own, '#move .button', 'Import…');
          await untilTexts(own, '#move .said', ([said]) => words.test(said ?? ''));
          assert.match((await texts(own, '#move .said'))[0], /^Nothing was taken from “wrong.json”:/);
        }
        assert.deepEqual(await askWorker(own, 'settings'), before);
      });
    });

    test('says so where the account has no room for a setting, and keeps it all the same', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        const known = Array.from({ length: 1500 }, (_, at) => `some-entry-${at}`);
        await askWorker(own, 'set', { changed: { known } });
        const { settings, keptHere } = await askWorker(own, 'settings');
        assert.equal(settings.known.length, 1500);
        assert.deepEqual(keptHere, ['known']);
        await press(own, '.styles input[value="solid"]');
        await untilTexts(own, '.warning', ([words]) => words?.endsWith('kept on this device only: known'));
        await askWorker(own, 'set', { changed: { known: [], style: 'dotted' } });
        assert.deepEqual((await askWorker(own, 'settings')).keptHere, []);
      });
    });
  });
}
