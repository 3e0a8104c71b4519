// What one can do in the tooltip, with the mouse and with a finger.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openOwnPage } from './own-page.js';
import { explain, marksOf, middleOf, pause, until, untilClosed, untilOpen } from './reading.js';
import { pressInTooltip, readTooltip } from './shadow.js';
import { inEachBrowser } from './suite.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { OwnPage } from './own-page.js' */

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>
  <p>A ControlNet and a DreamBooth.</p><p><a href="#there">An InvokeAI link</a></p><div style="height:300px"></div><p id="there">There.</p>
  <script>
    window.heard = [];
    for (const type of ['pointerdown', 'mousedown', 'click', 'keydown']) document.addEventListener(type, () => heard.push(type));
    document.addEventListener('copy', (event) => { event.clipboardData.setData('text/plain', 'ours'); event.preventDefault(); });
  </script>`;

inEachBrowser('tooltip’s actions', (bench) => {
  const { onPage } = bench;
  /** @type {OwnPage} */
  let own;
  before(async () => {
    bench.site.put('acts', PAGE);
    own = await openOwnPage(bench);
  });
  /** @param {Page} page @param {string} word */
  const openAt = async (page, word) => {
    await page.goto(bench.site.url('acts'));
    await page.bringToFront();
    return explain(page, word, 'p');
  };

  test(
    'are named, and are the four',
    onPage(async (page) => {
      const { tools } = await openAt(page, 'ControlNet');
      assert.deepEqual(tools, ['I know this term', 'Not on this site', 'Copy', 'Keep open']);
    }),
  );

  test(
    'a known term is marked no more, until that is undone',
    onPage(async (page) => {
      await openAt(page, 'ControlNet');
      await pressInTooltip(page, 'know');
      await until(() => readTooltip(page), (seen) => seen?.notice === 'Not marked any more', 'nothing said');
      await until(() => marksOf(page), (marks) => !marks.includes('ControlNet') && marks.includes('DreamBooth'), 'marked');
      await pressInTooltip(page, 'more', 'Undo');
      await until(() => marksOf(page), (marks) => marks.includes('ControlNet'), 'not marked again');
      assert.equal((await untilOpen(page)).tools.length, 4);
    }),
  );

  test(
    'a site is left alone when the reader has said so twice',
    onPage(async (page) => {
      await openAt(page, 'ControlNet');
      await pressInTooltip(page, 'off');
      const asked = await until(() => readTooltip(page), (seen) => seen?.words.length === 1, 'not asked');
      assert.deepEqual(asked?.words, ['Turn off on civitai.com?']);
      await pressInTooltip(page, 'choice', 'Cancel');
      await until(() => readTooltip(page), (seen) => seen?.labels[0] === 'ControlNet', 'not back');
      try {
        await pressInTooltip(page, 'off');
        await until(() => readTooltip(page), (seen) => seen?.words.length === 1, 'not asked');
        await pressInTooltip(page, 'choice', 'Turn off');
        await untilClosed(page);
        await until(() => marksOf(page), (marks) => marks.length === 0, 'still marked');
      } finally {
        await own.ask({ type: 'switch', host: 'civitai.com', on: true });
      }
      await until(() => marksOf(page), (marks) => marks.includes('ControlNet'), 'not on again');
    }),
  );

  test(
    'copies names and the whole definition, whatever the page does with copies',
    onPage(async (page) => {
      await openAt(page, 'ControlNet');
      await pressInTooltip(page, 'copy');
      await until(() => readTooltip(page), (seen) => seen?.notice === 'Copied', 'nothing said');
      await page.evaluate(() => {
        const field = document.createElement('textarea');
        field.id = 'pasted';
        document.body.append(field);
        field.focus();
      });
      await page.keyboard.down('Control');
      await page.keyboard.press('KeyV');
      await page.keyboard.up('Control');
      const pasted = () => page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('#pasted')).value);
      const text = await until(pasted, (value) => value !== '', 'nothing was pasted');
      assert.match(text, /^ControlNet\n.{60,}\.$/s);
      assert.doesNotMatch(text, /\[\[/);
    }),
  );

  test(
    'keeps open what it is asked to, and a press on the term does too',
    onPage(async (page) => {
      await openAt(page, 'ControlNet');
      await pressInTooltip(page, 'pin');
      await page.mouse.move(900, 650);
      await pause(600);
      assert.ok(await readTooltip(page), 'it went');
      await page.mouse.click(900, 650);
      await untilClosed(page);
      const { x, y } = await middleOf(page, 'DreamBooth');
      await page.mouse.move(x, y, { steps: 3 });
      await untilOpen(page);
      await page.mouse.click(x, y);
      await page.mouse.move(900, 650);
      await pause(600);
      assert.ok(await readTooltip(page), 'it went, though its term was pressed');
    }),
  );

  test(
    'more opens the page of the entry',
    onPage(async (page) => {
      await openAt(page, 'ControlNet');
      const { browser } = bench.launched;
      const before = (await browser.pages()).length;
      await pressInTooltip(page, 'more');
      const opened = () => own.run(async () => (await chrome.tabs.query({})).map(({ url }) => url ?? ''));
      const urls = await until(opened, (all) => all.some((url) => url.includes('entry.html')), 'no page opened');
      assert.ok(urls.some((url) => url.endsWith('/entry/entry.html#controlnet')), urls.join(' '));
      await own.run(async () => {
        for (const { id, url } of await chrome.tabs.query({})) if (id && url?.includes('entry.html')) await chrome.tabs.remove(id);
      });
      assert.ok(before >= 2);
    }),
  );

  test(
    'reads on, and goes on reading at the next term',
    onPage(async (page) => {
      const { rest } = await openAt(page, 'ControlNet');
      assert.deepEqual(rest, []);
      await pressInTooltip(page, 'turn');
      const whole = await until(() => readTooltip(page), (seen) => (seen?.rest.length ?? 0) > 0, 'no rest');
      assert.ok((whole?.rest[0] ?? '').length > 40);
      await page.mouse.move(900, 650);
      await untilClosed(page);
      const next = await explain(page, 'DreamBooth', 'p');
      assert.ok(next.rest.length > 0);
    }),
  );

  test(
    'the page hears nothing of what is pressed in it',
    onPage(async (page) => {
      await openAt(page, 'ControlNet');
      await pressInTooltip(page, 'turn');
      await pressInTooltip(page, 'pin');
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).heard), []);
    }),
  );

  test(
    'a tap opens a term and the next closes it; a tap on a link is the link’s',
    onPage(async (page) => {
      await page.goto(bench.site.url('acts'));
      await until(() => marksOf(page), (marks) => marks.length >= 2, 'not marked');
      await own.set({ links: true });
      try {
        await until(() => marksOf(page), (marks) => marks.includes('InvokeAI'), 'not marked in the link');
        const { x, y } = await middleOf(page, 'ControlNet');
        await page.touchscreen.tap(x, y);
        assert.deepEqual((await untilOpen(page)).labels, ['ControlNet']);
        await pause(600);
        await page.touchscreen.tap(x, y);
        await untilClosed(page);
        const link = await middleOf(page, 'InvokeAI');
        await page.touchscreen.tap(link.x, link.y);
        await until(() => page.evaluate(() => location.hash), (hash) => hash === '#there', 'the link was not followed');
        await pause(500);
        assert.equal(await readTooltip(page), null);
      } finally {
        await own.set({ links: false });
      }
    }),
  );

  test(
    'a definition in another language has the English one below it, where that was asked for',
    onPage(async (page) => {
      bench.site.put('korean', '<!doctype html><html lang="ko"><meta charset="utf-8"><p>ControlNet을 써 보세요.');
      await own.set({ alsoEnglish: true });
      try {
        await page.goto(bench.site.url('korean'));
        const tooltip = await explain(page, 'ControlNet', 'p');
        assert.match(tooltip.definitions[0], /[가-힣]/);
        assert.match(tooltip.text, /다\..*[a-z]{3,} [a-z]/s);
        assert.match(tooltip.english, /^[A-Z][\x20-\x7e–—’×“”]+\.$/);
      } finally {
        await own.set({ alsoEnglish: false });
      }
    }),
  );
});
