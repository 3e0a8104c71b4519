// The side panel: what is on the page, search, entries, what was looked up, notes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { opening } from './glossary.js';
import { inputMethod, untakenKeys } from './input-method.js';
import { askWorker, fill, press, savedFile, texts, untilTexts, withOwn } from './own-reading.js';
import { marksOf, pause, until, untilMarked } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const ENGLISH = ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE'];

/** @param {Bench} bench */
export function aboutPanel(bench) {
  const { onPage } = bench;
  /** @param {(panel: Page, page: Page) => Promise<void>} use the panel beside a page with terms */
  const beside = (use) =>
    onPage(async (page) => {
      await page.goto(bench.site.url('en'));
      await untilMarked(page, ENGLISH);
      await withOwn(bench, 'panel/panel.html', (panel) => use(panel, page), { behind: true });
    });

  describe('side panel', () => {
    test(
      'lists the terms of the page in front, shows one there, explains it here',
      beside(async (panel, page) => {
        const labels = await untilTexts(panel, '.term .label', (seen) => seen.length > 3);
        assert.deepEqual(labels.slice(0, 3), ['LoRA', 'Stable Diffusion', 'DreamBooth']);
        assert.deepEqual((await texts(panel, '.count')).slice(0, 2), ['2', '1']);
        await press(panel, '.rows li:last-child .term');
        await until(() => page.evaluate(() => scrollY), (y) => y > 3000, 'not scrolled to InvokeAI');
        await press(panel, '.icon-button', 'Explain “DreamBooth”');
        await untilTexts(panel, '.entry-label', ([label]) => label === 'DreamBooth');
        await press(panel, '.back');
        await untilTexts(panel, '.term .label', (seen) => seen.length === labels.length);
      }),
    );

    test(
      'switches the site off and on, and says so',
      beside(async (panel, page) => {
        await press(panel, '.site .switch');
        await untilMarked(page, []);
        await untilTexts(panel, '.note', ([note]) => note === 'Off on this site.');
        await press(panel, '.site .switch');
        await untilTexts(panel, '.term', (seen) => seen.length > 3);
      }),
    );

    test('finds any entry of the glossary, and goes from entry to entry and back', async () => {
      await withOwn(bench, 'panel/panel.html', async (panel) => {
        await fill(panel, 'input', 'low-rank adap');
        await untilTexts(panel, '.rows .label', ([first]) => first === 'LoRA');
        await press(panel, '.rows .term');
        await untilTexts(panel, '.entry-definition', ([said]) => said?.startsWith(opening('lora', 'en')));
        await press(panel, '.entry-definition .link');
        await untilTexts(panel, '.entry-label', ([label]) => label === 'Trigger word');
        await press(panel, '.back');
        await untilTexts(panel, '.entry-label', ([label]) => label === 'LoRA');
        await press(panel, '.back');
        await untilTexts(panel, '.rows .label', ([first]) => first === 'LoRA');
        await fill(panel, 'input', 'qqqqqqq');
        await untilTexts(panel, '.note', ([note]) => note === 'Nothing found for “qqqqqqq”.');
      });
    });

    test('waits for an input method, and leaves its keys to it', async () => {
      await withOwn(bench, 'panel/panel.html', async (panel) => {
        await panel.bringToFront();
        await panel.focus('input');
        const untaken = await untakenKeys(panel);
        const method = await inputMethod(bench.launched, panel);
        await method.compose('lo');
        await method.compose('lora');
        await method.escape();
        await pause(300);
        assert.deepEqual(await texts(panel, '.rows .label, .heading'), [], 'it searched for half a word');
        assert.ok((await untaken()).includes('Escape'), String(await untaken()));
        await method.commit('LoRA');
        await untilTexts(panel, '.rows .label', ([first]) => first === 'LoRA');
        await method.escape();
        await until(() => panel.evaluate(() => document.querySelector('input')?.value), (value) => value === '', 'not emptied');
      });
    });

    test(
      'keeps a note, and no longer marks what is known',
      beside(async (panel, page) => {
        await untilTexts(panel, '.term', (seen) => seen.length > 3);
        await press(panel, '.icon-button', 'Explain “DreamBooth”');
        await untilTexts(panel, '.entry-label', ([label]) => label === 'DreamBooth');
        await fill(panel, '.own-note textarea', 'Teaches a model one dog.');
        await untilTexts(panel, '.own-note .state', ([state]) => state === 'Saved');
        await press(panel, '.known .switch');
        await until(() => marksOf(page), (marks) => !marks.includes('DreamBooth'), 'still marked');
        await press(panel, '.tab', 'Notes');
        await untilTexts(panel, '.excerpt', ([note]) => note === 'Teaches a model one dog.');
        await press(panel, '.rows .term');
        const kept = await until(
          () => panel.evaluate(() => document.querySelector('textarea')?.value ?? ''),
          (value) => value !== '',
          'no note',
        );
        assert.equal(kept, 'Teaches a model one dog.');
        await press(panel, '.known .switch');
        await until(() => marksOf(page), (marks) => marks.includes('DreamBooth'), 'not marked again');
      }),
    );

    test('lists what was looked up, gives it to Anki, forgets it', async () => {
      await withOwn(bench, 'panel/panel.html', async (panel) => {
        for (const text of ['VAE', 'LoRAs', 'flibbertigibbet', 'LoRA']) {
          await askWorker(panel, 'lookup', { text, language: 'en' });
        }
        await press(panel, '.tab', 'Looked up');
        const labels = await untilTexts(panel, '.rows .label', (seen) => seen.length > 2);
        assert.deepEqual(labels.slice(0, 3), ['LoRA', 'flibbertigibbet', 'VAE']);
        const { name, text } = await savedFile(panel, () => press(panel, '.button', 'Export for Anki'));
        assert.match(name, /^glosslight-\d{4}-\d\d-\d\d\.csv$/);
        const lines = text.split('\n');
        assert.deepEqual(lines.slice(0, 2), ['#separator:Comma', '#html:false']);
        assert.ok(text.includes('"glosslight-lora","LoRA","Low-Rank Adaptation\n\nA small add-on file'), text);
        assert.ok(!text.includes('flibbertigibbet'));
        await press(panel, '.icon-button', 'Remove “LoRA” from the list');
        await untilTexts(panel, '.rows .label', ([first]) => first === 'flibbertigibbet');
        await press(panel, '.button', 'Clear the list');
        await press(panel, '.button', 'Really clear it?');
        await untilTexts(panel, '.note', ([note]) => note?.startsWith('What you look up is listed here'));
      });
    });

    test('keeps no list where it is switched off', async () => {
      await withOwn(bench, 'panel/panel.html', async (panel) => {
        await askWorker(panel, 'set', { changed: { keepLookups: false } });
        await askWorker(panel, 'lookup', { text: 'LoRA', language: 'en' });
        await press(panel, '.tab', 'Looked up');
        await untilTexts(panel, '.note', ([note]) => note === 'Look-ups are not being kept. The settings can change that.');
        assert.deepEqual(await askWorker(panel, 'lookups'), []);
        await askWorker(panel, 'set', { changed: { keepLookups: true } });
      });
    });

    test('is worked by keyboard alone', async () => {
      await withOwn(bench, 'panel/panel.html', async (panel) => {
        const focused = () => panel.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);
        await panel.keyboard.press('Tab');
        assert.equal(await focused(), 'INPUT');
        await panel.keyboard.press('Tab');
        assert.equal(await focused(), 'This page');
        await panel.keyboard.press('ArrowRight');
        assert.equal(await focused(), 'Looked up');
        await panel.keyboard.press('End');
        assert.equal(await focused(), 'Notes');
        await panel.keyboard.down('Shift');
        await panel.keyboard.press('Tab');
        await panel.keyboard.up('Shift');
        await panel.keyboard.type('dreambooth');
        await untilTexts(panel, '.heading', ([found]) => /^\d+ found$/.test(found));
        await panel.keyboard.press('Tab');
        await panel.keyboard.press('Enter');
        // The focus goes to the new text, and is not lost.
        await until(focused, (text) => text === 'DreamBooth', 'the entry has not the focus');
        // And back to where it was.
        await panel.keyboard.down('Shift');
        await panel.keyboard.press('Tab');
        await panel.keyboard.up('Shift');
        await panel.keyboard.press('Enter');
        await untilTexts(panel, '.rows .label', ([first]) => first === 'DreamBooth');
        await until(focused, (text) => text === 'DreamBooth', 'the list has not the focus');
      });
    });
  });

  test('an entry has a page of its own', async () => {
    await withOwn(bench, 'entry/entry.html#lora', async (own) => {
      await untilTexts(own, '.entry-label', ([label]) => label === 'LoRA');
      assert.equal(await own.title(), 'LoRA · Glosslight');
      await press(own, '.entry-definition .link');
      await untilTexts(own, '.entry-label', ([label]) => label === 'Trigger word');
      const links = await own.evaluate(() => [...document.querySelectorAll('a')].map(({ protocol, rel }) => protocol + rel));
      for (const link of links) assert.equal(link, 'https:noopener noreferrer');
    });
    await withOwn(bench, 'entry/entry.html#nothing-like-it', async (own) => {
      assert.deepEqual(await texts(own, '.note'), ['The glossary has no such term.']);
    });
  });
}
