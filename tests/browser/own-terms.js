// Terms of one's own: typed in or read from a file, then as good as any other.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inputMethod } from './input-method.js';
import { askWorker, fill, offerFile, press, savedFile, texts, untilTexts, withOwn } from './own-reading.js';
import { until, untilMarked } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const YAML = `# my terms
- label: Grommet
  aliases: [thingamajig]
  definition:
    en: >-
      A ring
      that holds.
- id: vae
  label: VAE
  definition: {en: Mine alone.}
`;

/** @param {Bench} bench */
export function aboutOwnTerms(bench) {
  /** @param {(own: Page, page: Page) => Promise<void>} use */
  const withPage = (use) =>
    bench.onPage(async (page) => {
      const text = 'A LoRA, two Sprockets, a grommet, a thingamajig and a VAE.';
      bench.site.put('own', `<!doctype html><html lang="en"><title>o</title><p>${text}`);
      await page.goto(bench.site.url('own'));
      await untilMarked(page, ['LoRA', 'VAE']);
      await withOwn(bench, 'options/options.html', (own) => use(own, page), { behind: true });
    });

  describe('own terms', () => {
    test(
      'typed in, are marked on open pages; changed, deleted, and brought back',
      withPage(async (own, page) => {
        await press(own, '#own-terms .button', 'Add a term');
        await fill(own, '#own-terms input', 'Sprocket');
        await fill(own, '#own-terms textarea', 'A wheel with teeth.');
        await press(own, '#own-terms .button', 'Save');
        await untilMarked(page, ['LoRA', 'Sprockets', 'VAE']);
        const [card] = await askWorker(own, 'entry', { ids: ['sprocket'], language: 'en' });
        assert.deepEqual([card.label, card.first, card.source], ['Sprocket', ['A wheel with teeth.'], 'own']);
        await press(own, '.icon-button', 'Edit “Sprocket”');
        await press(own, '#own-terms .check input');
        await press(own, '#own-terms .button', 'Save');
        await untilTexts(own, '#own-terms .listed .words', (seen) => seen.length === 1);
        const [entry] = await askWorker(own, 'own');
        assert.deepEqual(entry, { id: 'sprocket', label: 'Sprocket', case: 'exact', definition: { en: 'A wheel with teeth.' } });
        await press(own, '.icon-button', 'Delete “Sprocket”');
        await untilMarked(page, ['LoRA', 'VAE']);
        await press(own, '#own-terms .link', 'Undo');
        await untilMarked(page, ['LoRA', 'Sprockets', 'VAE']);
        await askWorker(own, 'removeOwn', { id: 'sprocket' });
      }),
    );

    test(
      'are not lost where an input method is given up, only where the form is',
      withPage(async (own) => {
        await own.bringToFront();
        await press(own, '#own-terms .button', 'Add a term');
        await fill(own, '#own-terms input', 'Sprocket');
        await own.focus('#own-terms textarea');
        const method = await inputMethod(bench.launched, own);
        await method.compose('톱니');
        await method.escape();
        await method.commit('톱니바퀴');
        const written = () => own.evaluate(() => [...document.querySelectorAll('#own-terms form input')].map((field) => /** @type {any} */ (field).value)[0]);
        assert.equal(await written(), 'Sprocket');
        await method.escape();
        await until(written, (seen) => seen === undefined, 'the form stays');
      }),
    );

    test(
      'from a YAML file, take a place beside the others or in place of one; saved, they read back',
      withPage(async (own, page) => {
        await offerFile(own, 'mine.yaml', YAML);
        await press(own, '#own-terms .button', 'Load a file…');
        await untilTexts(own, '#own-terms .said', ([said]) => said === '2 terms were loaded.');
        await untilMarked(page, ['LoRA', 'grommet', 'thingamajig', 'VAE']);
        const [card] = await askWorker(own, 'entry', { ids: ['vae'], language: 'en' });
        assert.deepEqual(card.first, ['Mine alone.']);
        const { text } = await savedFile(own, () => press(own, '#own-terms .button', 'Save as a file'));
        const before = await askWorker(own, 'own');
        for (const { id } of before) await askWorker(own, 'removeOwn', { id });
        await untilMarked(page, ['LoRA', 'VAE']);
        await offerFile(own, 'mine.json', text);
        await press(own, '#own-terms .button', 'Load a file…');
        await untilMarked(page, ['LoRA', 'grommet', 'thingamajig', 'VAE']);
        assert.deepEqual(await askWorker(own, 'own'), before);
        for (const { id } of before) await askWorker(own, 'removeOwn', { id });
      }),
    );

    test(
      'a file with faults is refused, each with its line',
      withPage(async (own) => {
        await offerFile(own, 'bad.yaml', '- label: Foo\n  alias: [x]\n- definition: y\n');
        await press(own, '#own-terms .button', 'Load a file…');
        const problems = await untilTexts(own, '#own-terms .problems li', (seen) => seen.length > 0);
        assert.deepEqual(problems, [
          'Line 2, Foo – There is no field alias; is it aliases?',
          'Line 1, Foo – definition is missing',
          'Line 3, #2 – label is missing',
        ]);
        await offerFile(own, 'bad.yaml', '- label: "Foo');
        await press(own, '#own-terms .button', 'Load a file…');
        await untilTexts(own, '#own-terms .problems li', ([first]) => /^Line 1 – The file cannot be read/.test(first ?? ''));
        assert.deepEqual(await askWorker(own, 'own'), []);
        assert.match((await texts(own, '#own-terms .said'))[0], /^Nothing was taken from “bad.yaml”:/);
      }),
    );
  });
}
