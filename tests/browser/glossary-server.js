// A glossary from a server: fetched when one is set, checked, swapped whole, kept when all fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { askWorker, fill, press, untilTexts, withOwn } from './own-reading.js';
import { untilMarked } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const root = new URL('../../', import.meta.url);
const PACK = readFileSync(new URL('tests/vectors/pack.json', root), 'utf8');
const OTHER = readFileSync(new URL('tests/vectors/later/pack.json', root), 'utf8');
/** A term of the shipped glossary alone, and one of the test's alone. */
const TEXT = 'About InvokeAI and Zogwort.';

/** @param {string} pack @param {(data: any) => void} change */
function changed(pack, change) {
  const data = JSON.parse(pack);
  change(data);
  return JSON.stringify(data);
}

/** The pack with a term that no other glossary has; its digest is made by the builder's own rule. */
async function packWith(/** @type {string} */ label) {
  const { digestOf } = await import('../../extension/core/pack-check.js');
  const data = JSON.parse(PACK);
  data.entries.push({ id: 'zogwort', label, definition: { en: 'A test plant.' }, glossary: 0 });
  data.forms[label.toLowerCase()] = [[data.entries.length - 1, 0, label]];
  data.digest = await digestOf(data, (bytes) => crypto.subtle.digest('SHA-256', bytes));
  return JSON.stringify(data);
}

/** @param {Bench} bench */
export function aboutGlossaryServer(bench) {
  /** @type {import('node:http').Server} */
  let server;
  /** @type {import('node:http').IncomingMessage[]} */
  let asked = [];
  /** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} */
  let answer = () => {};
  let address = '';
  let good = '';
  before(async () => {
    good = await packWith('Zogwort');
    server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    address = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** @param {string} body @param {string} [etag] */
  const serving = (body, etag = '"one"') =>
    (answer = (request, response) => {
      const isNew = request.headers['if-none-match'] !== etag;
      response.writeHead(isNew ? 200 : 304, { 'content-type': 'application/json', etag });
      response.end(isNew ? body : undefined);
    });

  /** @param {Page} own @param {string} url @param {string} [token] in a real press, for the permission */
  async function connect(own, url, token = '') {
    await own.waitForSelector('#server input[type=url]');
    await fill(own, '#server input[type=url]', url);
    await fill(own, '#server input[type=password]', token);
    await own.bringToFront();
    await own.focus('#server .button.main');
    await own.keyboard.press('Enter');
  }

  /** @param {Page} own @param {RegExp} words */
  const untilSaid = (own, words) => untilTexts(own, '#server .said', ([said]) => words.test(said ?? ''));

  describe('glossary server', () => {
    test('nothing is asked of anyone where none is set', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        const status = await askWorker(own, 'check');
        assert.deepEqual([status.triedAt, asked.length], [0, 0]);
      });
    });

    test(
      'its glossary takes the place of ours, is asked for with its ETag, and goes again',
      bench.onPage(async (page) => {
        bench.site.put('zog', `<!doctype html><html lang="en"><title>z</title><p>${TEXT}`);
        await page.goto(bench.site.url('zog'));
        await page.bringToFront();
          await untilMarked(page, ['InvokeAI']);
        await withOwn(bench, 'options/options.html', async (own) => {
          serving(good);
          await connect(own, address);
          await untilTexts(own, '#server .words', ([words]) => words?.startsWith(`${JSON.parse(good).entries.length} terms from 127.0.0.1`));
          await page.bringToFront();
          await untilMarked(page, ['Zogwort']);
          // Its own pages are not marked for all that.
          assert.equal((await askWorker(own, 'site', { host: '127.0.0.1' })).on, false);
          asked = [];
          await press(own, '#server .button', 'Check now');
          await untilSaid(own, /^Up to date$/);
          assert.deepEqual(asked.map(({ url, headers }) => [url, headers['if-none-match']]), [['/v1/pack', '"one"']]);
          serving(OTHER, '"two"');
          await press(own, '#server .button', 'Check now');
          await untilTexts(own, '#server .words', ([words]) => words?.startsWith(`${JSON.parse(OTHER).entries.length} terms`));
          serving(good, '"three"');
          await press(own, '#server .button', 'Check now');
          await page.bringToFront();
          await untilMarked(page, ['Zogwort']);
          await press(own, '#server .button', 'Disconnect');
          await untilTexts(own, '#server .line', ([words]) => words?.endsWith('as they came with the extension'));
          await page.bringToFront();
          await untilMarked(page, ['InvokeAI']);
          assert.equal((await askWorker(own, 'server')).url, '');
        });
      }),
    );

    test('what is no good glossary is refused in words, and the last good one stays', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        serving(good);
        await connect(own, address);
        await untilTexts(own, '#server .words', ([words]) => words?.includes('terms from'));
        for (const [body, words] of /** @type {[string, RegExp][]} */ ([
          [changed(good, (data) => (data.entries[0].label += '!')), /damaged or changed on the way/],
          [changed(good, (data) => (data.format = 2)), /has format 2, which this version cannot read/],
          [changed(good, (data) => (data.entries[0].id = '<b>')), /not as it should be and was refused/],
          ['<html>', /What came is no glossary/],
          [' '.repeat(25_000_001), /larger than 25 MB/],
        ])) {
          serving(body, '"bad"');
          await press(own, '#server .button', 'Check now');
          const [said] = await untilSaid(own, words);
          assert.match(said, /The last good glossary stays in use\.$/);
          const { cards } = await askWorker(own, 'lookup', { text: 'Zogwort', language: 'en' });
          assert.equal(cards[0]?.id, 'zogwort');
        }
        for (const [status, words] of /** @type {[number, RegExp][]} */ ([
          [401, /does not accept the token/],
          [404, /no Glosslight server/],
          [503, /error 503/],
        ])) {
          answer = (_request, response) => response.writeHead(status).end();
          await press(own, '#server .button', 'Check now');
          await untilSaid(own, words);
        }
        answer = (request) => request.socket.destroy();
        await press(own, '#server .button', 'Check now');
        await untilSaid(own, /could not be reached/);
        const { cards } = await askWorker(own, 'lookup', { text: 'Zogwort', language: 'en', quiet: true });
        assert.equal(cards[0]?.id, 'zogwort');
        await press(own, '#server .button', 'Disconnect');
        await untilTexts(own, '#server .line', ([words]) => words?.endsWith('as they came with the extension'));
      });
    });

    test('a server that is wrong from the start is not set', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        for (const [url, words] of /** @type {[string, RegExp][]} */ ([
          ['not an address', /“not an address” is no address of a server/],
          [address, /What came is no glossary\. Nothing was changed\./],
        ])) {
          serving('{');
          await connect(own, url);
          await untilSaid(own, words);
          assert.equal((await askWorker(own, 'server')).url, '');
        }
      });
    });

    test('a token goes to its server with every request, never to others, never into a file', async () => {
      await withOwn(bench, 'options/options.html', async (own) => {
        await connect(own, 'http://gloss.example.org', 's3cret');
        await untilSaid(own, /A token can only be sent over https/);
        serving(good);
        asked = [];
        await connect(own, address, 's3cret');
        await untilTexts(own, '#server .words', ([words]) => words?.includes('terms from'));
        const terms = [{ id: 'far', label: 'Far', definition: 'From afar.', lang: 'en', tags: [] }];
        answer = (_request, response) => response.end(JSON.stringify({ match: 'exact', terms }));
        const found = await askWorker(own, 'lookup', { text: 'farr', language: 'en', context: 'around it' });
        assert.deepEqual([found.source, found.match, found.cards[0].label], ['server', 'exact', 'Far']);
        for (const { headers } of asked) assert.equal(headers.authorization, 'Bearer s3cret');
        // The text alone, and the language to answer in; nothing of where it stood.
        assert.equal(asked.at(-1)?.url, '/v1/define?text=farr&lang=en');
        assert.doesNotMatch(JSON.stringify(await askWorker(own, 'export')), /s3cret/);
        assert.doesNotMatch(JSON.stringify(await askWorker(own, 'server')), /s3cret/);
        answer = (request) => request.socket.destroy();
        const failed = await askWorker(own, 'lookup', { text: 'farrr', language: 'en' });
        assert.deepEqual([failed.error, failed.cards], ['offline', []]);
        // What the glossary has as it stands is not asked for.
        asked = [];
        await askWorker(own, 'lookup', { text: 'Zogwort', language: 'en' });
        assert.equal(asked.length, 0);
        await press(own, '#server .button', 'Disconnect');
        await untilTexts(own, '#server .line', ([words]) => words?.endsWith('as they came with the extension'));
        await askWorker(own, 'forget');
      });
    });
  });
}
