// What a browser saves of an annotated page is still stripped to the byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { middleOf } from './reading.js';
import { PAGES } from './standalone-pages.js';
import { pointAt, untilOpen } from './standalone-reading.js';
import { PYTHON, ROOT } from './standalone-suite.js';

/** @import { StandaloneBench } from './standalone-suite.js' */

/** @param {StandaloneBench} bench */
export function aboutSaving(bench) {
  const { on } = bench;
  describe('saved again', () => {
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
          PYTHON,
          ['-c', 'import sys; from annotator import strip; sys.stdout.write(strip(sys.stdin.read()))'],
          { cwd: ROOT, env: { ...process.env, PYTHONPATH: ROOT, PYTHONIOENCODING: 'utf-8' }, input: saved, encoding: 'utf8' },
        );
        const [, text] = /<body>([^]*)<\/body>/.exec(PAGES[0].html) ?? [];
        assert.equal(/<body>([^]*)<\/body>/.exec(stripped)?.[1], text);
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
  });
}
