// Annotated pages that explain themselves, opened as files in both browsers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BROWSERS, launch } from './browsers.js';
import { PAGES } from './standalone-pages.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Launched } from './browsers.js' */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${ROOT}.venv/bin/python`;
export const PYTHON = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');

/**
 * What a test works with.
 * @typedef {object} StandaloneBench
 * @property {Launched} launched
 * @property {string} folder of the annotated pages
 * @property {(file: string, use: (page: Page) => Promise<void>) => () => Promise<void>} on a test's
 *   body, on a page opened as a file; errors in the page fail the test
 */

/** One part in each browser. @param {(bench: StandaloneBench) => void} about adds its tests */
export function inEachBrowser(about) {
  for (const name of BROWSERS) {
    describe(`standalone pages in ${name}`, { timeout: 150_000 }, () => about(makeBench(name)));
  }
}

/** @param {string} name of the browser */
function makeBench(name) {
  const bench = /** @type {StandaloneBench} */ ({});
  before(async () => {
    bench.folder = mkdtempSync(join(tmpdir(), 'glosslight-standalone-'));
    execFileSync(PYTHON, [fileURLToPath(new URL('standalone.py', import.meta.url)), bench.folder], {
      cwd: ROOT,
      env: { ...process.env, PYTHONPATH: ROOT },
      input: JSON.stringify(PAGES),
    });
    bench.launched = await launch(name);
  });
  after(async () => {
    await bench.launched?.close();
    rmSync(bench.folder, { recursive: true, force: true });
  });
  bench.on = (file, use) => async () => {
    const page = await bench.launched.browser.newPage();
    /** @type {unknown[]} */
    const errors = [];
    page.on('pageerror', (error) => {
      // Firefox counts what a policy stops among the errors.
      if (!String(error).includes('Content-Security-Policy')) errors.push(error);
    });
    try {
      await page.goto(pathToFileURL(join(bench.folder, file)).href);
      await use(page);
      assert.deepEqual(errors, []);
    } finally {
      await page.close();
    }
  };
  return bench;
}
