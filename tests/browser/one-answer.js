// A live page shows the same terms as `annotate` marks in its source: the same, in the same order.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pause, until } from './reading.js';
import { NOTHING_ALLOWED } from './server.js';

/** @import { Bench } from './suite.js' */

/**
 * @typedef {[surface: string, ids: string[]]} Mark
 * @typedef {{file: string, expected: Mark[], seen: Mark[]}} Compared
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');
/** A page that shows something else is given so long to come round; in milliseconds. */
const PATIENCE = 3000;

export const OWN_PAGES = ['en', 'zh', 'ko', 'annotated'].map((name) => `${root}tests/browser/pages/${name}.html`);

/**
 * Pages of the corpus, as far as it is there.
 * @param {number} [most] of each folder, evenly spread
 */
export function corpusPages(most = Infinity) {
  const corpus = process.env.GLOSSLIGHT_CORPUS;
  if (!corpus) return [];
  return ['on-topic/en', 'on-topic/zh', 'on-topic/ko', 'pages'].flatMap((folder) => {
    const names = readdirSync(`${corpus}/${folder}`).filter((name) => name.endsWith('.html')).sort();
    const step = Math.max(1, Math.floor(names.length / most));
    return names.filter((_, at) => at % step === 0).slice(0, most).map((name) => `${corpus}/${folder}/${name}`);
  });
}

/** @param {string[]} files @returns {Record<string, Mark[]>} */
export function annotated(files) {
  const script = fileURLToPath(new URL('annotated.py', import.meta.url));
  const pack = `${root}extension/glossary.json`;
  const output = execFileSync(python, [script, pack, 'civitai.com', ...files], {
    cwd: root,
    env: { ...process.env, PYTHONPATH: root },
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(output.toString());
}

/**
 * Loads each page, its own scripts off, and asks for its marks until they are those expected.
 * @param {Bench} bench
 * @param {Record<string, Mark[]>} expected by file
 * @returns {AsyncGenerator<Compared>}
 */
export async function* compare({ launched, site }, expected) {
  const page = await launched.browser.newPage();
  const own = await launched.browser.newPage({ type: 'tab', background: true });
  try {
    await page.goto(site.url('en'));
    await launched.openOwn(own, 'popup/popup.html');
    const path = () => own.evaluate(() => location.pathname);
    await until(path, (seen) => seen === '/popup/popup.html', 'no popup');
    for (const [at, [file, wanted]] of Object.entries(expected).entries()) {
      // Their own scripts stay out: it is the source that was annotated.
      site.put(`page-${at}`, readFileSync(file), NOTHING_ALLOWED);
      await page.goto(site.url(`page-${at}`), { waitUntil: 'domcontentloaded' });
      const end = Date.now() + PATIENCE;
      const text = JSON.stringify(wanted);
      let seen = await marksOn(own);
      while (JSON.stringify(seen) !== text && Date.now() < end) {
        await pause(30);
        seen = await marksOn(own);
      }
      yield { file, expected: wanted, seen };
    }
  } finally {
    await own.close();
    await page.close();
  }
}

/** What the extension marks on the page in front. @param {import('puppeteer-core').Page} own @returns {Promise<Mark[]>} */
async function marksOn(own) {
  // As text: Firefox's protocol gives an object that occurs twice only once.
  const text = await own.evaluate(async () => {
    const [{ id = 0 }] = await chrome.tabs.query({ active: true, currentWindow: true });
    const answer = await chrome.tabs.sendMessage(id, { type: 'marks' }, { frameId: 0 }).catch(() => null);
    return JSON.stringify(answer?.result ?? []);
  });
  return JSON.parse(text).map((/** @type {{surface: string, ids: string[]}} */ { surface, ids }) => [surface, ids]);
}

/**
 * Where two lists of marks first part, in words; null where they are the same.
 * @param {Compared} compared
 */
export function difference({ expected, seen }) {
  const most = Math.max(expected.length, seen.length);
  for (let at = 0; at < most; at++) {
    const [one, other] = [expected[at], seen[at]].map((mark) => (mark ? JSON.stringify(mark) : 'nothing'));
    if (one !== other) {
      const before = expected.slice(Math.max(0, at - 2), at).map(([surface]) => surface);
      return `mark ${at}, after ${JSON.stringify(before)}: annotate has ${one}, the page ${other}`;
    }
  }
  return null;
}
