// Harm tried against the site in a real browser: by glossaries, texts, uploads, addresses, other sites.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pause, until } from './reading.js';
import { launchPlain, serveSite, serveStranger, watch } from './site-server.js';

/** @import { Browser } from 'puppeteer-core' */
/** @import { Site } from './site-server.js' */

const EVIL = `</script></textarea></title><script>alert(1)</script>"'><img src=x onerror=alert(1)><svg onload=alert(1)>`;
const GLOSSARY = {
  'glossary.yaml': { id: 'hostile', title: { en: EVIL }, attribution: EVIL },
  'entries.yaml': [
    {
      id: 'evil',
      label: `Evil ${EVIL}`,
      expansion: EVIL,
      aliases: ['LoRA', `alias ${EVIL}`],
      labels: { zh: [`恶 ${EVIL}`], ko: [`악 ${EVIL}`] },
      tags: [EVIL],
      definition: { en: `A text. ${EVIL} [[other|${EVIL.replaceAll(/[[\]|]/g, '')}]] <!--`, zh: EVIL, ko: EVIL },
      related: ['other'],
      links: [{ url: 'https://example.org/', title: EVIL }],
    },
    { id: 'other', label: `Other ${EVIL}`, definition: { en: EVIL } },
  ],
};

/** A page that tries all it can to get out of its frame. */
const ESCAPE = `<!doctype html><title>x</title><meta http-equiv="refresh" content="0;url=http://localhost:9/refreshed">
<base href="http://localhost:9/"><link rel="stylesheet" href="http://localhost:9/style.css">
<p>LoRA <img src="http://localhost:9/image.png" onerror="parent.document.title='taken'"><iframe src="http://localhost:9/frame"></iframe>
<script>parent.document.title = 'taken'</script>
<script src="http://localhost:9/script.js"></script>
<form action="http://localhost:9/form" target="_top"><button autofocus onfocus="this.form.submit()">x</button></form>
<a href="javascript:parent.document.title='taken'" id="link">x</a>`;

const CALLS = `<!doctype html><title>elsewhere</title><p>A page of somebody else's.`;

describe('strangers', { timeout: 120_000 }, () => {
  /** @type {{browser: Browser, close: () => Promise<void>}} */
  let launched;
  /** @type {Site} */
  let hostile;
  /** @type {Site} */
  let site;
  before(async () => {
    [launched, site, hostile] = await Promise.all([launchPlain('chromium'), serveSite(), serveSite(GLOSSARY)]);
  });
  after(async () => {
    await launched?.close();
    site?.close();
    hostile?.close();
  });

  test('nothing that a glossary says runs, on any page', async () => {
    const page = await launched.browser.newPage();
    const wrongs = await watch(page, hostile.origin);
    await page.goto(`${hostile.origin}/en/`);
    const tag = await page.$eval('.chips a', (link) => /** @type {HTMLAnchorElement} */ (link).href);
    for (const path of ['/en/terms', '/en/terms/evil', '/zh/terms/evil', '/ko/terms/other', '/en/tags', '/en/search?q=evil', '/en/terms/evill', '/ko/annotate', '/en/extension', tag.slice(hostile.origin.length)]) {
      await page.goto(hostile.origin + path);
      assert.ok(await page.$('main'), path);
      assert.equal(await page.$('main img'), null, path);
    }
    // As it is suggested, found and marked.
    await page.type('input[name=q]', 'evil');
    await until(() => page.$$eval('[role=option]', (options) => options.length), Boolean, 'no suggestion');
    await page.goto(`${hostile.origin}/en/annotate`);
    await page.click('button[name=all]');
    await until(() => page.$$eval('.found li', (items) => items.length), Boolean, 'nothing found');
    await until(async () => page.frames().some((each) => each.url().includes('/preview')), Boolean, 'no preview');
    await pause(200);
    assert.deepEqual(wrongs, []);
    await page.close();
  });

  test('nothing that an address says runs', async () => {
    const page = await launched.browser.newPage();
    const wrongs = await watch(page, site.origin);
    const evil = encodeURIComponent(EVIL);
    for (const path of [`/en/search?q=${evil}`, `/terms/${evil}`, `/en/terms?letter=${evil}`, `/?lang=${evil}`, `/en/search?q=x&page=${evil}`, `/${evil}`, `/tags/${evil}`]) {
      await page.goto(site.origin + path);
      assert.ok(await page.$('main'), path);
      assert.equal(await page.$('main img, main script:not([type])'), null, path);
    }
    assert.deepEqual(wrongs, []);
    await page.close();
  });

  test('a page that is previewed runs nothing, reaches nothing and stays in its frame', async () => {
    const page = await launched.browser.newPage();
    /** @type {string[]} */
    const sent = [];
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    session.on('Network.responseReceived', ({ response }) => sent.push(response.url));
    await page.goto(`${site.origin}/en/annotate`);
    const title = await page.title();
    await page.$eval('textarea', (box, html) => (box.value = html), ESCAPE);
    await page.click('button[name=all]');
    await until(async () => page.frames().some((each) => each.url().includes('/preview')), Boolean, 'no preview');
    await pause(800);
    assert.equal(await page.title(), title);
    assert.equal(new URL(page.url()).pathname, '/en/annotate');
    assert.deepEqual(sent.filter((url) => /^https?:/.test(url) && !url.startsWith(site.origin)), []);
    await page.close();
  });

  test('a page opened by itself from the preview or the file has no rights here', async () => {
    const page = await launched.browser.newPage();
    const wrongs = await watch(page, site.origin);
    // As another site could send it: a form of theirs, posted here as a page of its own.
    const stranger = await serveStranger(
      `<form method="post" action="${site.origin}/annotate/preview"><textarea name="html">&lt;script&gt;alert(document.cookie)&lt;/script&gt;&lt;p&gt;LoRA</textarea><button>go</button></form>`,
    );
    await page.goto(stranger.origin);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    assert.equal(await page.evaluate(() => origin), 'null');
    assert.deepEqual(
      wrongs.filter((wrong) => wrong.startsWith('dialog')),
      [],
    );
    stranger.close();
    await page.close();
  });

  test('a page of another site may read definitions and their ETag, and may send nothing', async () => {
    const stranger = await serveStranger(CALLS);
    const page = await launched.browser.newPage();
    await page.goto(stranger.origin);
    /** @param {string} path @param {RequestInit} [init] */
    const ask = (path, init) =>
      page.evaluate(
        async (address, init) => {
          try {
            const answer = await fetch(address, init);
            return { status: answer.status, etag: answer.headers.get('ETag'), text: (await answer.text()).slice(0, 2000) };
          } catch (error) {
            return { error: String(error) };
          }
        },
        site.origin + path,
        init,
      );
    const defined = await ask('/v1/define?text=LoRA');
    assert.equal(defined.status, 200);
    assert.match(defined.text ?? '', /"id":\s*"lora"/);
    const pack = await ask('/v1/pack');
    assert.equal(pack.status, 200);
    assert.match(pack.etag ?? '', /^"[\w-]+"$/);
    // With the ETag it may ask whether there is a newer one, which takes a preflight.
    const again = await ask('/v1/pack', { headers: { 'If-None-Match': pack.etag ?? '' }, cache: 'no-store' });
    assert.ok(again.status === 304 || again.status === 200, JSON.stringify(again));
    const refused = { error: 'TypeError: Failed to fetch' };
    assert.deepEqual(await ask('/v1/annotate', { method: 'POST', body: 'LoRA', headers: { 'Content-Type': 'text/plain' } }), refused);
    assert.deepEqual(await ask('/v1/annotate', { method: 'POST', body: '{"text": "LoRA"}', headers: { 'Content-Type': 'application/json' } }), refused);
    assert.deepEqual(await ask('/en/annotate', { method: 'POST', body: new URLSearchParams({ html: 'LoRA' }).toString(), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), refused);
    // Nor are the pages for people read by others.
    assert.deepEqual(await ask('/en/suggest?q=lora'), refused);
    stranger.close();
    await page.close();
  });
});
