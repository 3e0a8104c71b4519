// Annotated pages that explain themselves, opened as files in both browsers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BROWSERS, launch, showPrinted } from './browsers.js';
import { middleOf, pause, until } from './reading.js';
import { PAGES } from './standalone-pages.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Launched } from './browsers.js' */

const root = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');
/** Less than the 150 ms after which a tooltip opens, and more; and than the 300 ms of grace. */
const [SOON, LATER, GRACE] = [70, 400, 700];

/** The tooltip as a reader sees it; null where none is open. @param {Page} page */
function readCard(page) {
  return page.evaluate(() => {
    const host = document.querySelector('gl-tooltip');
    const card = host?.shadowRoot?.querySelector('gl-glossary');
    if (!card || !host?.matches(':popover-open')) return null;
    const { left, top, right, bottom } = card.getBoundingClientRect();
    const style = getComputedStyle(card);
    const { activeElement } = /** @type {ShadowRoot} */ (host.shadowRoot);
    return {
      names: [...card.querySelectorAll('b')].map((name) => name.textContent),
      text: card.textContent ?? '',
      focus: activeElement?.textContent ?? null,
      box: { left, top, right, bottom },
      paper: style.backgroundColor,
      ink: style.color,
      display: style.display,
      direction: style.direction,
      language: /** @type {HTMLElement} */ (card).lang,
    };
  });
}

/** @param {Page} page */
async function untilOpen(page) {
  const card = await until(() => readCard(page), (seen) => seen !== null, 'no tooltip opens');
  return /** @type {NonNullable<typeof card>} */ (card);
}

/** @param {Page} page */
const untilClosed = (page) => until(() => readCard(page), (seen) => seen === null, 'the tooltip stays');

/** What has the focus: the text of a term, or an id. @param {Page} page */
const focusOf = (page) =>
  page.evaluate(() => document.activeElement?.id || (document.activeElement?.textContent ?? ''));

/** @param {Page} page @param {string} word @param {string} [within] */
async function pointAt(page, word, within) {
  const { x, y } = await middleOf(page, word, within);
  await page.mouse.move(x, y);
}

/** Whether the glossary at the end is in sight. @param {Page} page */
const glossaryIsSeen = (page) =>
  page.evaluate(() => (document.querySelector('dl')?.getClientRects().length ?? 0) > 0);

for (const name of BROWSERS) {
  describe(`standalone pages in ${name}`, { timeout: 150_000 }, () => {
    /** @type {Launched} */
    let launched;
    /** @type {string} */
    let folder;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'glosslight-standalone-'));
      execFileSync(python, [fileURLToPath(new URL('standalone.py', import.meta.url)), folder], {
        cwd: root,
        env: { ...process.env, PYTHONPATH: root },
        input: JSON.stringify(PAGES),
      });
      launched = await launch(name);
    });
    after(async () => {
      await launched?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /**
     * A test's body, on a page opened as a file; errors in the page fail the test.
     * @param {string} file @param {(page: Page) => Promise<void>} use
     */
    const on = (file, use) => async () => {
      const page = await launched.browser.newPage();
      /** @type {unknown[]} */
      const errors = [];
      page.on('pageerror', (error) => {
        // Firefox counts what a policy stops among the errors.
        if (!String(error).includes('Content-Security-Policy')) errors.push(error);
      });
      try {
        await page.goto(pathToFileURL(join(folder, file)).href);
        await use(page);
        assert.deepEqual(errors, []);
      } finally {
        await page.close();
      }
    };

    test(
      'opens where the pointer rests, not where it passes',
      on('plain.html', async (page) => {
        assert.equal(await glossaryIsSeen(page), false);
        await pointAt(page, 'LoRA');
        await pause(SOON);
        assert.equal(await readCard(page), null);
        await page.mouse.move(5, 600);
        await pause(LATER);
        assert.equal(await readCard(page), null);
        await pointAt(page, 'LoRA');
        const card = await untilOpen(page);
        assert.deepEqual(card.names, ['LoRA']);
        assert.equal(
          card.text,
          'LoRA Low-Rank AdaptationA small add-on to a Checkpoint, called by a word & no more.',
        );
      }),
    );

    test(
      'lets the pointer in, and goes when it is gone',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        const { box } = await untilOpen(page);
        await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2, { steps: 8 });
        await pause(GRACE);
        assert.ok(await readCard(page), 'it went with the pointer in it');
        await page.mouse.move(5, 600);
        await untilClosed(page);
      }),
    );

    test(
      'goes with Escape, whatever opened it, and leaves pointer and focus where they are',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        await untilOpen(page);
        await page.keyboard.press('Escape');
        await untilClosed(page);
        await pause(LATER);
        assert.equal(await readCard(page), null);
        await page.mouse.move(5, 600);
        await page.keyboard.press('Tab');
        await untilOpen(page);
        await page.keyboard.press('Escape');
        await untilClosed(page);
        assert.equal(await focusOf(page), 'LoRA');
      }),
    );

    test(
      'has one stop for each term, which opens on focus, Enter and Space',
      on('plain.html', async (page) => {
        const stops = [];
        for (let at = 0; at < 4; at++) {
          await page.keyboard.press('Tab');
          const { names } = await untilOpen(page);
          stops.push(names.join('+'));
          await page.keyboard.press('Escape');
        }
        assert.deepEqual(stops, ['LoRA', 'VAE+VAE file', 'Trigger word', 'Unreal']);
        for (const key of /** @type {const} */ (['Enter', ' '])) {
          await page.keyboard.press(key);
          await untilOpen(page);
          await page.keyboard.press(key);
          await untilClosed(page);
        }
        await page.keyboard.press('Tab');
        assert.equal(await focusOf(page), 'end');
        await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        await page.keyboard.up('Shift');
        assert.deepEqual((await untilOpen(page)).names, ['Unreal']);
      }),
    );

    test(
      'is told to a screen reader as the description of its term',
      on('plain.html', async (page) => {
        const said = await page.evaluate(() =>
          [...document.querySelectorAll('[role=button]')].map((term) => [
            term.textContent,
            term.getAttribute('aria-expanded'),
            (term.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.localName),
          ]),
        );
        assert.deepEqual(said.slice(0, 2), [
          ['LoRA', 'false', ['div']],
          ['VAE', 'false', ['div', 'div']],
        ]);
      }),
    );

    test(
      'has the tooltip follow its term in the tab order, with links that open inside it and a way back',
      on('plain.html', async (page) => {
        await page.keyboard.press('Tab');
        await untilOpen(page);
        await page.keyboard.press('Tab');
        assert.equal((await untilOpen(page)).focus, 'word');
        await page.keyboard.press('Enter');
        let card = await until(() => readCard(page), (seen) => seen?.names[0] === 'Trigger word', 'not followed');
        assert.equal(card?.focus, '\u2190 LoRA');
        await page.keyboard.press('Enter');
        card = await until(() => readCard(page), (seen) => seen?.names[0] === 'LoRA', 'no way back');
        assert.equal(card?.focus, 'word');
        await page.mouse.move(300, 500);
        await pause(GRACE);
        assert.ok(await readCard(page), 'the pointer closed what the keyboard holds');
        await page.keyboard.press('Escape');
        await untilClosed(page);
        assert.equal(await focusOf(page), 'LoRA');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        card = await until(() => readCard(page), (seen) => seen?.names[0] === 'VAE', 'the order is lost');
        assert.equal(await focusOf(page), 'VAE');
      }),
    );

    test(
      'is held by a click, wherever the pointer goes, until the next',
      on('plain.html', async (page) => {
        const second = await middleOf(page, 'LoRA', '#second');
        await page.mouse.click(second.x, second.y);
        await untilOpen(page);
        await page.mouse.move(5, 600);
        await pause(GRACE);
        assert.ok(await readCard(page), 'it did not stay');
        await page.mouse.click(second.x, second.y);
        await untilClosed(page);
        await page.mouse.click(second.x, second.y);
        await untilOpen(page);
        await page.mouse.click(5, 600);
        await untilClosed(page);
      }),
    );

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

    test(
      'opens where a finger taps, and goes with a tap elsewhere',
      on('plain.html', async (page) => {
        const { x, y } = await middleOf(page, 'VAE');
        await page.touchscreen.tap(x, y);
        assert.deepEqual((await untilOpen(page)).names, ['VAE', 'VAE file']);
        await page.touchscreen.tap(500, 600);
        await untilClosed(page);
      }),
    );

    test(
      'never covers its term and never leaves a low window',
      on('low.html', async (page) => {
        await page.setViewport({ width: 320, height: 256 });
        for (const word of ['LoRA', 'VAE']) {
          const { y } = await middleOf(page, word);
          await pointAt(page, word);
          const { box } = await until(() => readCard(page), (seen) => seen?.names[0] === word, word).then(
            (card) => card ?? assert.fail(),
          );
          assert.ok(box.top >= 0 && box.bottom <= 256 && box.left >= 0 && box.right <= 320, JSON.stringify(box));
          assert.ok(box.bottom < y || box.top > y, `the term is at ${y}: ${JSON.stringify(box)}`);
          await page.keyboard.press('Escape');
        }
      }),
    );

    test(
      "takes the page's side in light and dark, whatever the system prefers",
      on('dark.html', async (page) => {
        await pointAt(page, 'LoRA', '#dark');
        const dark = await untilOpen(page);
        assert.deepEqual([dark.paper, dark.ink], ['rgb(28, 33, 38)', 'rgb(230, 237, 243)']);
        await pointAt(page, 'VAE', '#light');
        const light = await until(() => readCard(page), (seen) => seen?.names[0] === 'VAE', 'no second');
        assert.deepEqual([light?.paper, light?.ink], ['rgb(255, 255, 255)', 'rgb(31, 35, 40)']);
        await pointAt(page, 'Unreal', '#oklch');
        const modern = await until(() => readCard(page), (seen) => seen?.names[0] === 'Unreal', 'no third');
        assert.equal(modern?.paper, 'rgb(255, 255, 255)');
      }),
    );

    test(
      'stands at the right of a page that runs from right to left, in its own direction',
      on('rtl.html', async (page) => {
        const { x } = await middleOf(page, 'LoRA');
        await pointAt(page, 'LoRA');
        const { box, direction, language } = await untilOpen(page);
        assert.deepEqual([direction, language], ['ltr', 'en']);
        assert.ok(box.left < x - 60 && box.right > x && box.right < x + 60, `${x}: ${JSON.stringify(box)}`);
      }),
    );

    test(
      'is not touched by the page, nor touches its text',
      on('hostile.html', async (page) => {
        const same = await page.evaluate(() => {
          const [term] = document.querySelectorAll('gl-term');
          const [own, around] = [term, /** @type {Element} */ (term.parentElement)].map((element) => {
            const { color, fontFamily, fontSize, fontWeight, letterSpacing } = getComputedStyle(element);
            return { color, fontFamily, fontSize, fontWeight, letterSpacing };
          });
          return { own, around, display: getComputedStyle(term).display };
        });
        assert.deepEqual(same.own, same.around);
        assert.equal(same.display, 'inline');
        await pointAt(page, 'LoRA');
        const { box, paper, ink } = await untilOpen(page);
        assert.deepEqual([paper, ink], ['rgb(255, 255, 255)', 'rgb(31, 35, 40)']);
        assert.ok(box.bottom - box.top > 40 && box.right - box.left > 100, JSON.stringify(box));
      }),
    );

    test(
      'explains the terms of a modal dialog inside it',
      on('dialog.html', async (page) => {
        await page.evaluate(() => document.querySelector('dialog')?.showModal());
        await pointAt(page, 'VAE', 'dialog');
        const { box } = await untilOpen(page);
        const under = await page.evaluate(
          ({ left, top }) => document.elementFromPoint(left + 30, top + 20)?.localName,
          box,
        );
        assert.equal(under, 'gl-tooltip', 'the tooltip is inert');
      }),
    );

    test(
      'leaves the term to its link, and opens when the link has the focus',
      on('link.html', async (page) => {
        await page.keyboard.press('Tab');
        await untilOpen(page);
        assert.equal(await focusOf(page), 'link');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate(() => location.hash), '#there');
      }),
    );

    test(
      'steps aside as long as somebody says that he explains the terms, and is back after that',
      on('plain.html', async (page) => {
        await page.evaluate(() => {
          const controller = new AbortController();
          addEventListener('gl-explain', (event) => event.preventDefault(), { signal: controller.signal });
          addEventListener('leave', () => controller.abort());
        });
        await pointAt(page, 'LoRA');
        await pause(LATER);
        assert.equal(await readCard(page), null);
        assert.equal(await glossaryIsSeen(page), false);
        await page.evaluate(() => dispatchEvent(new Event('leave')));
        await page.mouse.move(5, 600);
        await pointAt(page, 'LoRA');
        await untilOpen(page);
      }),
    );

    test(
      'can be saved again by the browser, and stripped of all that it has added',
      on('plain.html', async (page) => {
        for (const [word, within] of [['LoRA', '#second'], ['LoRA', 'p'], ['VAE', 'p']]) {
          const { x, y } = await middleOf(page, word, within);
          await page.mouse.click(x, y);
          await untilOpen(page);
        }
        const saved = await page.evaluate(() => document.documentElement.outerHTML);
        assert.match(saved, /tabindex="-1"/);
        assert.match(saved, /aria-expanded="true"/);
        const stripped = execFileSync(
          python,
          ['-c', 'import sys; from annotator import strip; sys.stdout.write(strip(sys.stdin.read()))'],
          { cwd: root, env: { ...process.env, PYTHONPATH: root, PYTHONIOENCODING: 'utf-8' }, input: saved, encoding: 'utf8' },
        );
        const [, text] = /<body>([^]*)<\/body>/.exec(PAGES[0].html) ?? [];
        assert.equal(/<body>([^]*)<\/body>/.exec(stripped)?.[1], text);
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

    test(
      'keeps all that it adds within its block, so that a page saved again is stripped of it',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        await untilOpen(page);
        const beside = await page.evaluate(() => {
          const html = document.documentElement.outerHTML;
          return html.replace(/<!--glosslight-->[^]*<!--\/glosslight-->/, '').match(/gl-(tooltip|glossary)/);
        });
        assert.equal(beside, null);
      }),
    );

    test(
      'prints the glossary, and the text without lines',
      on('plain.html', async (page) => {
        await pointAt(page, 'LoRA');
        await untilOpen(page);
        await showPrinted(launched, page);
        assert.equal(await glossaryIsSeen(page), true);
        const seen = await page.evaluate(() => ({
          line: getComputedStyle(document.querySelector('gl-term') ?? document.body).textDecorationLine,
          tooltip: getComputedStyle(document.querySelector('gl-tooltip') ?? document.body).display,
        }));
        assert.deepEqual(seen, { line: 'none', tooltip: 'none' });
      }),
    );

    test('works in a site that serves script and style by itself, under a strict policy', async () => {
      const files = { '/': join(folder, 'served.html'), '/standalone.css': '', '/standalone.js': '' };
      const types = { '/': 'text/html', '/standalone.css': 'text/css', '/standalone.js': 'text/javascript' };
      const server = createServer((request, response) => {
        const path = /** @type {keyof typeof files} */ (request.url);
        const file = files[path] || `${root}annotator/standalone${path}`;
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
      const page = await launched.browser.newPage();
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
