// What tests do with the extension's own pages: open one, read it, press, type, hand it a file.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../tools/build.js';
import { until } from './reading.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

/**
 * The extension as `make extension` builds it for a browser. Chromium asks for permissions in a
 * window that no protocol reaches; so that a server of the tests' own can be asked with a token,
 * this machine is granted from the start.
 * @param {string} name of the browser
 */
export async function builtExtension(name) {
  const into = mkdtempSync(join(tmpdir(), 'glosslight-built-'));
  process.once('exit', () => rmSync(into, { recursive: true, force: true }));
  const { folder } = await build(name, into);
  if (name === 'chromium') {
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    manifest.host_permissions.push('http://127.0.0.1/*');
    writeFileSync(path, JSON.stringify(manifest));
  }
  return folder;
}

/**
 * Opens a page of the extension and closes it after use; errors in it fail the test.
 * @param {Bench} bench
 * @param {string} path
 * @param {(own: Page) => Promise<void>} use
 * @param {{behind?: boolean}} [how] behind: the tab that is in front stays there
 */
export async function withOwn({ launched }, path, use, { behind = false } = {}) {
  const own = await launched.browser.newPage(behind ? { type: 'tab', background: true } : {});
  /** @type {unknown[]} */
  const errors = [];
  own.on('pageerror', (error) => errors.push(error));
  try {
    await launched.openOwn(own, path);
    await until(() => filled(own), (seen) => seen, `${path} stays empty`);
    await use(own);
    if (errors.length) throw new AggregateError(errors, `errors in ${path}: ${errors.join('; ')}`);
  } finally {
    await own.close();
  }
}

/** @param {Page} own */
const filled = (own) => own.evaluate(() => ((document.querySelector('#main') ?? document.querySelector('main'))?.children.length ?? 0) > 0).catch(() => false);

/** @param {Page} own @param {string} selector @returns {Promise<string[]>} */
export const texts = (own, selector) =>
  own
    .evaluate(
      (wanted) => [...document.querySelectorAll(wanted)].map(({ textContent }) => (textContent ?? '').trim()),
      selector,
    )
    // A page that loads anew shows nothing.
    .catch(() => []);

/**
 * Waits until the texts of some elements are as wanted.
 * @param {Page} own @param {string} selector @param {(seen: string[]) => boolean} holds
 */
export const untilTexts = (own, selector, holds) => until(() => texts(own, selector), holds, `not so: ${selector}`);

/** Presses the first element of a selector, that has these words where some are given. @param {Page} own @param {string} selector @param {string} [words] */
export async function press(own, selector, words = '') {
  const find = () =>
    own.evaluate(
      (wanted, said) => {
        const found = [...document.querySelectorAll(wanted)].find(
          (each) => !said || each.textContent?.trim() === said || each.getAttribute('aria-label') === said,
        );
        /** @type {HTMLElement | undefined} */ (found)?.click();
        return found !== undefined;
      },
      selector,
      words,
    );
  await until(find, (found) => found, `nothing to press: ${selector} ${words}`);
}

/** @param {Page} own @param {string} selector @param {string} value */
export async function fill(own, selector, value) {
  await own.evaluate(
    (wanted, words) => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(wanted));
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    selector,
    value,
  );
}

/** The next file that the page asks for is this one. @param {Page} own @param {string} name @param {string} content */
export function offerFile(own, name, content) {
  return own.evaluate(
    (called, text) => {
      const original = HTMLInputElement.prototype.click;
      HTMLInputElement.prototype.click = function () {
        HTMLInputElement.prototype.click = original;
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], called));
        this.files = transfer.files;
        this.dispatchEvent(new Event('change'));
      };
    },
    name,
    content,
  );
}

/** What the page gives to keep when this is done. @param {Page} own @param {() => Promise<unknown>} act */
export async function savedFile(own, act) {
  await own.evaluate(() => {
    const original = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      HTMLAnchorElement.prototype.click = original;
      Object.assign(window, { savedName: this.download });
    };
    const made = URL.createObjectURL;
    URL.createObjectURL = (/** @type {any} */ blob) => {
      URL.createObjectURL = made;
      // The page's own policy lets it fetch no blob; the test reads it where it is made.
      blob.text().then((/** @type {string} */ text) => Object.assign(window, { savedText: text }));
      return made.call(URL, blob);
    };
  });
  await act();
  const look = () => own.evaluate(() => /** @type {any} */ (window).savedText ?? null);
  const text = await until(look, (seen) => seen !== null, 'no file was given');
  const name = await own.evaluate(() => /** @type {any} */ (window).savedName);
  return { name: String(name), text: String(text) };
}

/**
 * Asks the worker as the page itself does.
 * @param {Page} own @param {string} type @param {object} [question] @returns {Promise<any>}
 */
export async function askWorker(own, type, question = {}) {
  const answer = await own.evaluate(
    (asked) => chrome.runtime.sendMessage(asked),
    /** @type {any} */ ({ ...question, type }),
  );
  if (!answer || 'error' in answer) throw new Error(`${type}: ${answer?.error}`);
  return answer.result;
}
