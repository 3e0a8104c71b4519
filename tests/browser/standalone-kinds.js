// Policies, unfinished HTML, XHTML, an index in sight, a site that serves the script itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { focusOf, glossaryIsSeen, pointAt, untilOpen } from './standalone-reading.js';
import { ROOT } from './standalone-suite.js';

/** @import { StandaloneBench } from './standalone-suite.js' */

/** @param {StandaloneBench} bench */
export function aboutKinds(bench) {
  const { on } = bench;
  describe('in pages of every kind', () => {
    test(
      'works in a page that leaves its last paragraph open',
      on('open.html', async (page) => {
        assert.equal(await glossaryIsSeen(page), false);
        await pointAt(page, 'LoRA', 'p');
        assert.deepEqual((await untilOpen(page)).names, ['LoRA']);
        await page.keyboard.press('Tab');
        await untilOpen(page);
        assert.equal(await focusOf(page), 'LoRA');
      }),
    );

    for (const file of ['no-script.html', 'no-script-no-style.html']) {
      test(
        `shows its glossary, with links that lead to its entries, under a policy: ${file}`,
        on(file, async (page) => {
          assert.equal(await glossaryIsSeen(page), true);
          const link = await page.$('#gl-lora a');
          await link?.click();
          assert.equal(await page.evaluate(() => location.hash), '#gl-trigger-word');
          assert.equal(await page.evaluate(() => document.querySelector(':target dt')?.textContent), 'Trigger word');
        }),
      );
    }

    test(
      'works under a policy that forbids style elements alone',
      on('no-style.html', async (page) => {
        assert.equal(await glossaryIsSeen(page), false);
        await pointAt(page, 'LoRA');
        const { paper } = await untilOpen(page);
        assert.equal(paper, 'rgb(255, 255, 255)');
        const line = await page.evaluate(() => getComputedStyle(document.querySelector('gl-term') ?? document.body).textDecorationLine);
        assert.equal(line, 'underline');
      }),
    );

    test(
      'lists the terms in sight where an index was asked for',
      on('index.html', async (page) => {
        assert.equal(await glossaryIsSeen(page), true);
        const names = await page.evaluate(() => [...document.querySelectorAll('dt b')].map((b) => b.textContent));
        assert.deepEqual(names, ['LoRA', 'Trigger word', 'Unreal', 'VAE', 'VAE file']);
        await pointAt(page, 'LoRA');
        await untilOpen(page);
      }),
    );

    test(
      'works in XHTML',
      on('page.xhtml', async (page) => {
        assert.equal(await glossaryIsSeen(page), false);
        await pointAt(page, 'LoRA', 'p');
        assert.deepEqual((await untilOpen(page)).names, ['LoRA']);
      }),
    );

    test('works in a site that serves script and style by itself, under a strict policy', async () => {
      const files = { '/': join(bench.folder, 'served.html'), '/standalone.css': '', '/standalone.js': '' };
      const types = { '/': 'text/html', '/standalone.css': 'text/css', '/standalone.js': 'text/javascript' };
      const server = createServer((request, response) => {
        const path = /** @type {keyof typeof files} */ (request.url);
        const file = files[path] || `${ROOT}annotator/standalone${path}`;
        if (!(path in files)) response.writeHead(404).end();
        else {
          response.writeHead(200, {
            'content-type': `${types[path]}; charset=utf-8`,
            'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'",
          });
          response.end(readFileSync(file));
        }
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
      const page = await bench.launched.browser.newPage();
      try {
        const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
        await page.goto(`http://localhost:${port}/`);
        assert.equal(await glossaryIsSeen(page), false);
        await pointAt(page, 'LoRA');
        const { names, paper } = await untilOpen(page);
        assert.deepEqual([names, paper], [['LoRA'], 'rgb(255, 255, 255)']);
      } finally {
        await page.close();
        server.close();
        server.closeAllConnections();
      }
    });
  });
}
