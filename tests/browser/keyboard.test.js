// Terms by the keyboard: browser commands, what screen readers are told, where the focus goes.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { pressKeys } from './firefox-window.js';
import { openOwnPage } from './own-page.js';
import { boxOf, explain, marksOf, middleOf, pause, until, untilClosed, untilMarked, untilOpen } from './reading.js';
import { readTooltip, shadowOf, all, classed, textOf } from './shadow.js';
import { inEachBrowser } from './suite.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { OwnPage } from './own-page.js' */
/** @import { Bench } from './suite.js' */

const MARKS = ['LoRA', 'LoRAs', 'Stable Diffusion', 'DreamBooth', 'VAE'];
const TEXT = `<!doctype html><html lang="en"><h1>About a LoRA</h1><p>Two LoRAs for Stable Diffusion.</p>
  <p>DreamBooth before a VAE.</p>`;

/** The text that is drawn as the term where the keyboard is. @param {Page} page */
const currentOf = (page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get('glosslight-current') ?? [])]
      .map(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        return String(range);
      })
      .join('|'),
  );

/** What screen readers are told. @param {Page} page */
async function saidOn(page) {
  const root = await shadowOf(page);
  return root ? all(root, classed('status')).map(textOf).join('') : '';
}

/** @param {Page} page @param {string} text */
const untilSaid = (page, text) => until(() => saidOn(page), (said) => said === text, `not said: ${text}`);

/** @param {Page} page @param {string} text */
const untilCurrent = (page, text) => until(() => currentOf(page), (now) => now === text, `${text} is not current`);

/** @param {Page} page */
const isInside = (page) => page.evaluate(() => document.activeElement?.localName === 'glosslight-tooltip');

/** @param {Page} page */
const untilInside = (page) => until(() => isInside(page), (inside) => inside, 'the focus is not in the tooltip');

inEachBrowser('keyboard', (bench) => {
  const { onPage } = bench;
  /** @type {OwnPage} */
  let own;
  before(async () => {
    bench.site.put('text', TEXT);
    own = await openOwnPage(bench);
  });
  /** @param {Page} page @param {string} name */
  const command = (page, name) => own.tell(page, { type: 'command', name });

  test(
    'goes from term to term and back, each in view, drawn and told',
    onPage(async (page) => {
      await page.goto(bench.site.url('text'));
      await untilMarked(page, MARKS);
      for (const [at, text] of [...MARKS, MARKS[0]].entries()) {
        await command(page, 'next-term');
        await untilCurrent(page, text);
        await untilSaid(page, `${text}, ${(at % MARKS.length) + 1} of ${MARKS.length}`);
      }
      assert.equal(await readTooltip(page), null, 'going there opens nothing');
      await command(page, 'previous-term');
      await untilCurrent(page, 'VAE');
      await page.mouse.click(900, 650);
      await untilCurrent(page, '');
    }),
  );

  test(
    'starts from what is in view, and scrolls to what is not',
    onPage(async (page) => {
      const gap = '<div style="height:2000px"></div>';
      const long = `<p>${'Words and words. '.repeat(900)} <b>InvokeAI</b>`;
      bench.site.put('far', `<!doctype html><html lang="en"><p>ControlNet${gap}<p>DreamBooth${gap}${long}${gap}`);
      await page.goto(bench.site.url('far'));
      await until(() => marksOf(page), ([first]) => first === 'ControlNet', 'not marked');
      await page.evaluate(() => scrollTo({ top: 1000, behavior: 'instant' }));
      await command(page, 'next-term');
      await untilCurrent(page, 'DreamBooth');
      await command(page, 'next-term');
      await untilCurrent(page, 'InvokeAI');
      for (const word of ['InvokeAI', 'DreamBooth']) {
        const { y } = await middleOf(page, word);
        assert.ok(y > 50 && y < 650, `${word} is at ${y}`);
        await command(page, 'previous-term');
        await pause(100);
      }
    }),
  );

  test(
    'opens a term with the focus inside, keeps it there, and gives it back',
    onPage(async (page) => {
      bench.site.put('focus', '<!doctype html><html lang="en"><p>A ControlNet.</p><button>One</button><button>Two</button>');
      await page.goto(bench.site.url('focus'));
      await untilMarked(page, ['ControlNet']);
      await page.focus('button');
      await command(page, 'open-term');
      const { dialog, definitions } = await untilOpen(page);
      await untilInside(page);
      assert.equal(dialog?.['aria-label'], 'ControlNet');
      assert.ok(definitions[0].length > 20 && dialog?.['aria-describedby']);
      await page.keyboard.press('Tab');
      assert.ok(await isInside(page), 'Tab left at once');
      await page.keyboard.press('Escape');
      await untilClosed(page);
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'One');
    }),
  );

  test(
    'lets Tab go on in the page behind its last stop',
    onPage(async (page) => {
      bench.site.put('focus', '<!doctype html><html lang="en"><p>A ControlNet.</p><button>One</button><button>Two</button>');
      await page.goto(bench.site.url('focus'));
      await untilMarked(page, ['ControlNet']);
      await page.focus('button');
      await command(page, 'open-term');
      await untilInside(page);
      for (let stops = 0; stops < 20 && (await isInside(page)); stops++) await page.keyboard.press('Tab');
      await untilClosed(page);
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'One');
    }),
  );

  test(
    'opens another entry and goes back by keys, the focus inside all the while',
    onPage(async (page) => {
      await page.goto(bench.site.url('text'));
      await untilMarked(page, MARKS);
      await command(page, 'next-term');
      await command(page, 'open-term');
      await untilOpen(page);
      await untilInside(page);
      // The first stop is what shows the rest, which has references.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const { references } = await until(() => untilOpen(page), ({ references }) => references.length > 0, 'no rest');
      assert.ok(references.length);
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
      await page.keyboard.press('Enter');
      await until(() => readTooltip(page), (seen) => seen?.backs === 1, 'the other entry did not open');
      await untilInside(page);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await until(() => readTooltip(page), (seen) => seen?.labels[0] === 'LoRA' && seen.backs === 0, 'not back');
      await untilInside(page);
    }),
  );

  test(
    'takes an open tooltip along, and closes it',
    onPage(async (page) => {
      await page.goto(bench.site.url('text'));
      await untilMarked(page, MARKS);
      await command(page, 'open-term');
      assert.deepEqual((await untilOpen(page)).labels, ['LoRA']);
      await command(page, 'previous-term');
      await until(() => readTooltip(page), (seen) => seen?.labels.length === 2, 'VAE did not open');
      await command(page, 'close');
      await untilClosed(page);
    }),
  );

  test(
    'keeps open what the pointer has opened, and lets it go again',
    onPage(async (page) => {
      await page.goto(bench.site.url('text'));
      await explain(page, 'DreamBooth');
      await command(page, 'pin');
      await untilSaid(page, 'Stays open');
      await page.mouse.move(950, 690);
      await pause(700);
      assert.ok(await readTooltip(page), 'it went');
      // What is kept open stays, whatever the pointer passes.
      const { x, y } = await middleOf(page, 'LoRAs');
      await page.mouse.move(x, y);
      await pause(500);
      assert.deepEqual((await readTooltip(page))?.labels, ['DreamBooth']);
      await page.mouse.move(950, 690);
      await command(page, 'pin');
      await page.mouse.move(940, 680);
      await untilClosed(page);
    }),
  );

  test(
    'finds the terms of shadow trees where they stand, and the marks of annotated pages',
    onPage(async (page) => {
      bench.site.put(
        'mixed',
        `<!doctype html><html lang="en"><p>ControlNet</p><div><template shadowrootmode="open"><p>DreamBooth</p></template></div>
         <p><gl-term data-gl="lora">LoRA</gl-term></p><p>InvokeAI</p>`,
      );
      await page.goto(bench.site.url('mixed'));
      await until(() => marksOf(page), (marks) => marks.length === 4 && marks.includes('DreamBooth'), 'not marked');
      for (const text of ['ControlNet', 'DreamBooth', 'LoRA', 'InvokeAI']) {
        await command(page, 'next-term');
        await untilCurrent(page, text);
      }
    }),
  );

  test(
    'works in the frame that has the focus',
    onPage(async (page) => {
      bench.site.put('inner', '<!doctype html><html lang="en"><p>DreamBooth <button>b</button>');
      bench.site.put('outer', `<!doctype html><html lang="en"><p>ControlNet</p><iframe src="${bench.site.url('inner')}" width="600" height="400"></iframe>`);
      await page.goto(bench.site.url('outer'));
      await untilMarked(page, ['ControlNet']);
      const frame = await until(async () => page.frames()[1], (seen) => seen !== undefined, 'no frame');
      const currentIn = (/** @type {typeof frame} */ where) =>
        where.evaluate(() => CSS.highlights.get('glosslight-current')?.size ?? 0);
      await until(() => frame.evaluate(() => CSS.highlights.get('glosslight')?.size), (size) => size === 1, 'no mark');
      await command(page, 'next-term');
      await until(() => currentIn(page.mainFrame()), (size) => size === 1, 'not in the page');
      assert.equal(await currentIn(frame), 0);
      await frame.focus('button');
      await command(page, 'next-term');
      await until(() => currentIn(frame), (size) => size === 1, 'not in the frame');
    }),
  );

  test(
    'says so where a page has no term',
    onPage(async (page) => {
      bench.site.put('none', '<!doctype html><html lang="en"><p>Nothing here.');
      await page.goto(bench.site.url('none'));
      await pause(700);
      await command(page, 'next-term');
      await untilSaid(page, 'No terms on this page.');
      assert.deepEqual(await boxOf(page).then(({ left, right }) => right - left <= 1), true, 'it may not be seen');
    }),
  );

  test(
    'comes by the browser’s own commands: in Firefox by the keys themselves',
    onPage(async (page) => {
      await page.goto(bench.site.url('text'));
      await untilMarked(page, MARKS);
      await page.bringToFront();
      const call = await caller(bench, own);
      await call('next-term');
      await untilCurrent(page, 'LoRA');
      await call('next-term');
      await untilCurrent(page, 'LoRAs');
      await call('previous-term');
      await untilCurrent(page, 'LoRA');
      await call('open-term');
      assert.deepEqual((await untilOpen(page)).labels, ['LoRA']);
      await untilInside(page);
      await call('close');
      await untilClosed(page);
      await explain(page, 'DreamBooth');
      await call('pin');
      await untilSaid(page, 'Stays open');
      await call('close');
      await untilClosed(page);
      await call('look-up');
      const { words } = await untilOpen(page);
      assert.deepEqual(words, ['Select a word first, then look it up.']);
    }),
  );
});

/**
 * What sends a browser command as if its keys were pressed. Keys that a test gives Chromium go to the
 * page and never to the browser, so there the command's event is all that can be had.
 * @param {Bench} bench @param {OwnPage} own
 * @returns {Promise<(name: string) => Promise<unknown>>}
 */
async function caller({ name, launched: { browser } }, own) {
  if (name === 'chromium') {
    const target = await browser.waitForTarget((each) => each.type() === 'service_worker');
    const worker = await target.worker();
    return async (command) =>
      worker?.evaluate((said) => /** @type {any} */ (chrome.commands.onCommand).dispatch(said), command);
  }
  // As a user would in the browser's settings, for the commands that have no keys of their own.
  await own.run(async () => {
    const { commands } = /** @type {any} */ (globalThis).browser;
    await commands.update({ name: 'pin', shortcut: 'Alt+Shift+U' });
    await commands.update({ name: 'close', shortcut: 'Alt+Shift+Y' });
  });
  const keys = { 'next-term': 'J', 'previous-term': 'K', 'open-term': 'O', 'look-up': 'L', pin: 'U', close: 'Y' };
  return (command) => pressKeys(browser, ['Alt', 'Shift', keys[/** @type {keyof typeof keys} */ (command)]]);
}
