// Looking up what one selects: the button, the menu, the command, a double tap, the address bar.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openOwnPage } from './own-page.js';
import { middleOf, pause, until, untilClosed, untilOpen } from './reading.js';
import { pressInTooltip, readTooltip } from './shadow.js';
import { inEachBrowser } from './suite.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { OwnPage } from './own-page.js' */

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><p><code>ControlNet</code> and <code>platypus</code>.</p>
  <textarea style="width:300px;height:60px">A ControlNet here.</textarea><input type="password" value="ControlNet">
  <p contenteditable>InvokeAI</p><p lang="zh"><code>学习率要低</code></p>`;

/** A server of the read API, as far as a look-up needs one. */
async function glossaryServer() {
  /** @type {URL[]} */
  const asked = [];
  const held = { status: 200, slow: false };
  const term = { id: 'platypus', label: 'Platypus', expansion: null, definition: 'An animal. It lays eggs.', lang: 'en', tags: ['Zoo'] };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method !== 'GET' || url.pathname !== '/v1/define') {
      response.writeHead(request.method === 'OPTIONS' ? 204 : 404).end();
      return;
    }
    asked.push(url);
    const known = url.searchParams.get('text') === 'platypus';
    const answer = known ? { match: 'exact', terms: [term] } : { match: 'none', terms: [] };
    const send = () => response.writeHead(held.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (held.slow) setTimeout(send, 900);
    else send();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    asked,
    held,
    url: `http://localhost:${port}`,
    host: `localhost:${port}`,
    /** @returns {Promise<void>} */
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {Page} page @param {string} word */
async function select(page, word) {
  const { x, y } = await middleOf(page, word);
  await page.mouse.click(x, y, { count: 2 });
}

/** @param {Page} page @param {(seen: NonNullable<Awaited<ReturnType<typeof readTooltip>>>) => unknown} holds @param {string} what */
async function untilShows(page, holds, what) {
  const seen = await until(() => readTooltip(page), (tooltip) => Boolean(tooltip && holds(tooltip)), what);
  assert.ok(seen);
  return seen;
}

inEachBrowser('look-up', (bench) => {
  const { onPage } = bench;
  /** @type {OwnPage} */
  let own;
  before(async () => {
    bench.site.put('select', PAGE);
    own = await openOwnPage(bench);
  });
  /** @param {Page} page @param {string} text */
  const define = (page, text) => own.tell(page, { type: 'define', text });
  /** @param {Page} page */
  const open = async (page) => {
    await page.goto(bench.site.url('select'));
    await pause(500);
  };

  describe('without a server', () => {
    test(
      'a selection that the glossary knows has a button beside it, which explains it',
      onPage(async (page) => {
        await open(page);
        await select(page, 'platypus');
        await pause(500);
        assert.equal(await readTooltip(page), null, 'nothing is known of it');
        await select(page, 'ControlNet');
        const { offer } = await untilOpen(page);
        assert.equal(offer, true);
        await pressInTooltip(page, 'offer');
        const { labels } = await untilShows(page, ({ labels }) => labels.length, 'no answer');
        assert.deepEqual(labels, ['ControlNet']);
        await page.mouse.click(900, 600);
        await untilClosed(page);
      }),
    );

    test(
      'a selection made by the keyboard has it too; one that is being written has not',
      onPage(async (page) => {
        await open(page);
        await page.focus('[contenteditable]');
        await page.keyboard.down('Shift');
        for (let at = 0; at < 8; at++) await page.keyboard.press('ArrowRight');
        await page.keyboard.up('Shift');
        await pause(500);
        assert.equal(await readTooltip(page), null);
        await page.evaluate(() => {
          const [code] = document.querySelectorAll('code');
          getSelection()?.setBaseAndExtent(code, 0, code, 1);
        });
        assert.equal((await untilOpen(page)).offer, true);
      }),
    );

    test(
      'there is no button where the reader wants none',
      onPage(async (page) => {
        await open(page);
        await own.set({ selectionButton: false });
        try {
          await pause(300);
          await select(page, 'ControlNet');
          await pause(600);
          assert.equal(await readTooltip(page), null);
        } finally {
          await own.set({ selectionButton: true });
        }
      }),
    );

    test(
      'the menu explains a selection, and says so where there is no entry',
      onPage(async (page) => {
        await open(page);
        await select(page, 'ControlNet');
        await define(page, 'ControlNet');
        await untilShows(page, ({ labels }) => labels[0] === 'ControlNet', 'not explained');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        await define(page, 'platypus');
        const { words } = await untilShows(page, ({ words }) => words.length, 'nothing said');
        assert.deepEqual(words, ['No entry for “platypus” yet.']);
      }),
    );

    test(
      'the terms in a longer text are told as such',
      onPage(async (page) => {
        await open(page);
        await define(page, 'a ControlNet and a DreamBooth');
        const { labels, lead } = await untilShows(page, ({ labels }) => labels.length, 'not explained');
        assert.deepEqual(labels, ['ControlNet', 'DreamBooth']);
        assert.equal(lead, 'In “a ControlNet and a DreamBooth”');
      }),
    );

    test(
      'the command explains what is selected, in a field too, and brings the focus in',
      onPage(async (page) => {
        await open(page);
        await page.evaluate(() => {
          const field = document.querySelector('textarea');
          field?.focus();
          field?.setSelectionRange(2, 12);
        });
        await own.tell(page, { type: 'command', name: 'look-up' });
        const { labels } = await untilShows(page, ({ labels }) => labels.length, 'not explained');
        assert.deepEqual(labels, ['ControlNet']);
        assert.equal(await page.evaluate(() => document.activeElement?.localName), 'glosslight-tooltip');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        assert.equal(await page.evaluate(() => document.activeElement?.localName), 'textarea');
      }),
    );

    test(
      'it never reads a password',
      onPage(async (page) => {
        await open(page);
        await page.evaluate(() => {
          const field = document.querySelector('input');
          field?.focus();
          field?.select();
        });
        await own.tell(page, { type: 'command', name: 'look-up' });
        const { words } = await untilShows(page, ({ words }) => words.length, 'nothing said');
        assert.deepEqual(words, ['Select a word first, then look it up.']);
      }),
    );

    test(
      'a double tap explains a word that is not marked, as its language divides it',
      onPage(async (page) => {
        await open(page);
        for (const [word, label] of [['ControlNet', 'ControlNet'], ['学习率', '学习率']]) {
          const { x, y } = await middleOf(page, word);
          await page.touchscreen.tap(x, y);
          await page.touchscreen.tap(x, y);
          const { labels } = await untilShows(page, ({ labels }) => labels.length, `${word} is not explained`);
          assert.ok(labels[0].startsWith(label), labels[0]);
          await page.touchscreen.tap(900, 650);
          await untilClosed(page);
        }
        const { x, y } = await middleOf(page, 'platypus');
        await page.touchscreen.tap(x, y);
        await page.touchscreen.tap(x, y);
        await pause(400);
        assert.equal(await readTooltip(page).then((seen) => seen?.labels ?? []).then(String), '');
      }),
    );
  });

  describe('with a server', () => {
    /** @type {Awaited<ReturnType<typeof glossaryServer>>} */
    let server;
    before(async () => {
      server = await glossaryServer();
    });
    beforeEach(async () => {
      server.asked.length = 0;
      Object.assign(server.held, { status: 200, slow: false });
      await keep({ url: server.url, token: '', glossary: '' });
    });
    after(async () => {
      await keep(null);
      await server.close();
    });
    /** @param {object | null} kept */
    const keep = (kept) =>
      own.run(async (value) => {
        const { writeKept } = await import(chrome.runtime.getURL('background/kept.js'));
        await writeKept({ server: value });
      }, kept);

    test(
      'what the glossary lacks is asked of it, when the reader asks and not before; the source is told',
      onPage(async (page) => {
        await open(page);
        await select(page, 'platypus');
        assert.equal((await untilOpen(page)).offer, true);
        await pause(300);
        assert.equal(server.asked.length, 0, 'nobody had asked');
        await pressInTooltip(page, 'offer');
        const { labels, definitions, rest, source } = await untilShows(page, ({ labels }) => labels.length, 'no answer');
        assert.deepEqual([labels, definitions], [['Platypus'], ['An animal.']]);
        assert.equal(source, `From ${server.host}`);
        assert.deepEqual(rest, [], 'it is there for who reads on');
        const [{ searchParams }] = server.asked;
        assert.equal(searchParams.get('text'), 'platypus');
      }),
    );

    test(
      'what the glossary has is asked of nobody',
      onPage(async (page) => {
        await open(page);
        await define(page, 'ControlNet');
        await untilShows(page, ({ labels }) => labels.length, 'not explained');
        assert.equal(server.asked.length, 0);
      }),
    );

    test(
      'one is told of the wait, and of a server that has none either',
      onPage(async (page) => {
        await open(page);
        server.held.slow = true;
        await define(page, 'wombat');
        await untilShows(page, ({ words }) => words[0] === 'Looking up “wombat” …', 'no word of the wait');
        const { words } = await untilShows(page, ({ words }) => words.length === 2, 'no answer');
        assert.deepEqual(words, ['No entry for “wombat” yet.', `${server.host} has none either.`]);
      }),
    );

    for (const [why, status, said] of /** @type {const} */ ([
      ['refuses us', 401, 'does not accept the token. Check it in the options.'],
      ['fails', 500, 'could not answer (status).'],
    ])) {
      test(
        `a server that ${why} is named`,
        onPage(async (page) => {
          await open(page);
          server.held.status = status;
          await define(page, 'wombat');
          const { words } = await untilShows(page, ({ words }) => words.length === 2, 'nothing said');
          assert.deepEqual(words, ['No entry for “wombat” yet.', `${server.host} ${said}`]);
        }),
      );
    }

    test(
      'a server that is not there is named',
      onPage(async (page) => {
        await open(page);
        await keep({ url: 'http://localhost:9', token: '', glossary: '' });
        await define(page, 'wombat');
        const { words } = await untilShows(page, ({ words }) => words.length === 2, 'nothing said');
        assert.equal(words[1], 'localhost:9 could not be reached.');
      }),
    );
  });

  test('the address bar suggests terms as they are typed, and opens the one that is chosen', async () => {
    const seen = await own.run(async () => {
      /** @type {Record<string, (...given: any[]) => any>} */
      const on = {};
      const event = (/** @type {string} */ name) => ({ addListener: (/** @type {any} */ act) => (on[name] = act) });
      /** @type {string[]} */
      const first = [];
      /** @type {string[]} */
      const opened = [];
      const real = globalThis.chrome;
      const omnibox = {
        onInputStarted: event('started'),
        onInputChanged: event('changed'),
        onInputEntered: event('entered'),
        setDefaultSuggestion: (/** @type {any} */ { description }) => first.push(description),
      };
      const tabs = { create: ({ url = '' }) => opened.push(url) };
      const fake = Object.create(real, { omnibox: { value: omnibox }, tabs: { value: tabs } });
      Object.defineProperty(globalThis, 'chrome', { value: fake, configurable: true });
      try {
        const { answerOmnibox } = await import(real.runtime.getURL('background/omnibox.js'));
        answerOmnibox();
        on.started();
        /** @type {any[]} */
        let others = [];
        await on.changed('lora', (/** @type {any[]} */ given) => (others = given));
        await on.changed('<&>', () => {});
        await on.entered('LoRA');
        await on.entered('there is no such term at all');
        return { first, others, opened };
      } finally {
        Object.defineProperty(globalThis, 'chrome', { value: real, configurable: true });
      }
    });
    assert.equal(seen.first[0], 'Explain a term: type a word of it');
    assert.match(seen.first[1], /^(?:<match>LoRA<\/match>|LoRA) \(Low-Rank Adaptation\)/);
    assert.match(seen.first[1], /A small add-on file/);
    assert.ok(seen.others.length >= 3 && seen.others.length <= 7, JSON.stringify(seen.others));
    assert.ok(seen.others.every(({ content }) => content !== 'LoRA'));
    const none = bench.name === 'chromium' ? 'No entry for “&lt;&amp;&gt;” yet.' : 'No entry for “<&>” yet.';
    assert.equal(seen.first[2], none);
    assert.equal(seen.opened.length, 1);
    assert.match(seen.opened[0], /entry\/entry\.html#lora$/);
  });
});
