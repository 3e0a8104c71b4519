// Talking to a server that the user has set: where to, what with, and what can go wrong.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { askServer, readJson } from '../../extension/background/server.js';
import { ServerError, patternOf, readServer } from '../../extension/core/server-address.js';

/** @param {string} code */
const failsAs = (code) => (/** @type {unknown} */ error) =>
  error instanceof ServerError && error.code === code;

describe('an address', () => {
  for (const [typed, url] of [
    ['gloss.example.org', 'https://gloss.example.org'],
    [' https://gloss.example.org/ ', 'https://gloss.example.org'],
    ['https://example.org/gloss//', 'https://example.org/gloss'],
    ['http://127.0.0.1:8765', 'http://127.0.0.1:8765'],
    ['HTTP://[::1]:80/', 'http://[::1]'],
  ]) {
    test(`${typed} is ${url}`, () => {
      assert.deepEqual(readServer({ url: typed }), { url, token: '', glossary: '' });
    });
  }
  for (const typed of ['', ' ', 'ftp://example.org', 'https://', 'javascript:alert(1)', 'https://u:p@example.org', 'https://example.org/?q=1', 'not an address', 'https://not%20one']) {
    test(`${JSON.stringify(typed)} is none`, () => {
      assert.throws(() => readServer({ url: typed }), failsAs('address'));
    });
  }
  test('with a token is not read by others on the way', () => {
    const token = 'secret';
    assert.throws(() => readServer({ url: 'http://gloss.example.org', token }), failsAs('insecure'));
    for (const url of ['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1', 'https://a.example']) {
      assert.equal(readServer({ url, token }).token, token);
    }
  });
  test('takes the permission for its host', () => {
    assert.equal(patternOf('http://127.0.0.1:8765/gloss'), 'http://127.0.0.1/*');
  });
});

describe('a server', () => {
  /** @type {import('node:http').Server} */
  let server;
  /** @type {import('node:http').IncomingMessage | undefined} */
  let asked;
  /** @type {(response: import('node:http').ServerResponse) => void} */
  let answer;
  let url = '';
  before(async () => {
    server = createServer((request, response) => {
      asked = request;
      answer(response);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = (/** @type {Partial<import('../../extension/core/server-address.js').Server>} */ more = {}) =>
    askServer({ url, token: '', glossary: '', ...more }, '/v1/define', { text: 'a b&c', lang: '' }, { timeout: 300 });

  test('is asked for the text, with the token, for the glossary', async () => {
    answer = (response) => response.end('{"a":1}');
    const response = await ask({ token: 't0ken', glossary: 'mine' });
    assert.equal(asked?.url, '/v1/define?text=a+b%26c&glossary=mine');
    assert.equal(asked?.headers.authorization, 'Bearer t0ken');
    assert.equal(asked?.headers.referer, undefined);
    assert.deepEqual(await readJson(response, 100), { a: 1 });
  });
  test('without a token no header is sent', async () => {
    answer = (response) => response.end('{}');
    await (await ask()).text();
    assert.equal(asked?.headers.authorization, undefined);
  });
  for (const [status, code] of /** @type {[number, string][]} */ ([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'notFound'],
    [429, 'status'],
    [500, 'status'],
  ])) {
    test(`that answers ${status}: ${code}`, async () => {
      answer = (response) => response.writeHead(status).end('no');
      await assert.rejects(ask(), failsAs(code));
    });
  }
  test('that sends us elsewhere is not followed, least of all with the token', async () => {
    answer = (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    await assert.rejects(ask({ token: 'x' }), (error) => error instanceof ServerError);
  });
  test('that says nothing is not waited for', async () => {
    answer = () => {};
    await assert.rejects(ask(), failsAs('timeout'));
  });
  test('that is not there', async () => {
    await assert.rejects(ask({ url: 'http://127.0.0.1:9' }), failsAs('offline'));
  });
  test('that says no JSON, or too much, or stops in the middle', async () => {
    answer = (response) => response.end('<html>');
    await assert.rejects(readJson(await ask(), 100), failsAs('json'));
    answer = (response) => response.end('x'.repeat(101));
    await assert.rejects(readJson(await ask(), 100), failsAs('huge'));
    answer = (response) => {
      response.writeHead(200, { 'content-length': '50' }).write('{');
      setTimeout(() => response.destroy(), 20);
    };
    await assert.rejects(readJson(await ask(), 100), failsAs('offline'));
  });
});
