// A live page shows the same terms as `annotate` marks in its source.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from './reading.js';
import { NOTHING_ALLOWED } from './server.js';

/** @import { Bench } from './suite.js' */

const root = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');
const corpus = process.env.GLOSSLIGHT_CORPUS;
/** Of each folder of the corpus, so many pages, evenly spread. */
const SAMPLE = 5;

/** @param {string} folder */
function htmlIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html')).sort();
  const step = Math.max(1, Math.floor(names.length / SAMPLE));
  return names.filter((_, at) => at % step === 0).slice(0, SAMPLE).map((name) => `${folder}/${name}`);
}

/** @param {string[]} files @returns {Record<string, Record<string, number>>} */
function annotated(files) {
  const script = fileURLToPath(new URL('annotated.py', import.meta.url));
  const pack = `${root}extension/glossary.json`;
  const output = execFileSync(python, [script, pack, 'civitai.com', ...files], {
    cwd: root,
    env: { ...process.env, PYTHONPATH: root },
  });
  return JSON.parse(output.toString());
}

/** @param {Bench} bench */
export function aboutAgreement(bench) {
  const own = ['en', 'zh', 'ko', 'annotated'].map((name) => `${root}tests/browser/pages/${name}.html`);
  const folders = ['on-topic/en', 'on-topic/zh', 'on-topic/ko', 'pages'];
  const files = corpus ? [...own, ...folders.flatMap((name) => htmlIn(`${corpus}/${name}`))] : own;

  describe('agreement with annotate', () => {
    const expected = annotated(files);
    test(`on ${files.length} pages${corpus ? '' : ' (more where GLOSSLIGHT_CORPUS is set)'}`, async () => {
      const page = await bench.launched.browser.newPage();
      const popup = await bench.launched.browser.newPage({ type: 'tab', background: true });
      try {
        await page.goto(bench.site.url('en'));
        await bench.launched.openOwn(popup, 'popup/popup.html');
        const url = () => popup.evaluate(() => location.pathname);
        await until(url, (path) => path === '/popup/popup.html', 'no popup');
        const summary = () =>
          popup.evaluate(async () => {
            const [{ id = 0 }] = await chrome.tabs.query({ active: true, currentWindow: true });
            const message = { type: 'summary' };
            return chrome.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => null);
          });
        let count = 0;
        for (const [at, file] of files.entries()) {
          // Their own scripts stay out: it is the source that was annotated.
          bench.site.put(`page-${at}`, readFileSync(file), NOTHING_ALLOWED);
          await page.goto(bench.site.url(`page-${at}`), { waitUntil: 'domcontentloaded' });
          const wanted = sorted(Object.entries(expected[file]));
          const counts = async () => {
            /** @type {{id: string, count: number}[]} */
            const terms = (await summary())?.result ?? [];
            return sorted(terms.map(({ id, count: times }) => [id, times]));
          };
          await until(counts, (seen) => seen === wanted, `${file}: annotate finds ${wanted}`);
          count += expected[file] ? Object.keys(expected[file]).length : 0;
        }
        assert.ok(count > files.length / 2, 'too few terms on the pages to say anything');
      } finally {
        await popup.close();
        await page.close();
      }
    });
  });
}

/** @param {[string, number][]} counts */
function sorted(counts) {
  return counts.map(([id, count]) => `${id} ${count}`).sort().join(', ');
}
