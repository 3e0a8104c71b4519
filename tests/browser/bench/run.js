// `make bench-extension`: what the extension costs a page, in both browsers, beside mark.js.
// BROWSER=firefox asks one; ROUNDS=3 asks less often; medians are shown.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { BROWSERS, launch } from '../browsers.js';
import { serve } from '../server.js';
import { measuredExtension } from './folder.js';
import { WITHOUT, memoryOver, openAsker, surfacesOn, withExtension, withMarkJs } from './measure.js';
import { longPage, tenPages } from './pages.js';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const { BROWSER } = process.env;
/** @type {{what: string, figure: string, target: string, holds: boolean}[]} */
const rows = [];

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** @template T @param {() => Promise<T>} measure @param {number} [times] */
async function rounds(measure, times = ROUNDS) {
  const results = [];
  for (let at = 0; at < times; at++) results.push(await measure());
  return results;
}

/** @param {string} what @param {number} figure @param {string} unit @param {number} target @param {'most' | 'least'} [sense] */
function row(what, figure, unit, target, sense = 'most') {
  const holds = sense === 'most' ? figure <= target : figure >= target;
  console.log(`${what}: ${+figure.toFixed(2)} ${unit}`);
  rows.push({ what, figure: `${+figure.toFixed(2)} ${unit}`, target: `${sense === 'most' ? '≤' : '≥'} ${target} ${unit}`, holds });
}

const folder = await measuredExtension();
for (const name of BROWSERS.filter((each) => !BROWSER || each === BROWSER)) {
  const site = await serve();
  const launched = await launch(name, 'en-US', folder);
  try {
    site.put('long', longPage(1_000_000));
    const own = await openAsker(launched);
    await withExtension(launched, own, site.url('en'));
    const long = await rounds(() => withExtension(launched, own, site.url('long')));
    const of = (/** @type {keyof (typeof long)[0]} */ key) => median(long.map((each) => each[key]));
    row(`${name}, 1 MB: first marks in view after the script's start`, of('marks'), 'ms', 50);
    row(`${name}, 1 MB: all work of the first scan (${of('hits')} terms)`, of('scan'), 'ms', name === 'chromium' ? 120 : 250);
    rows.push({ what: `${name}, 1 MB: beside that, watching and drawing what comes near`, figure: `${of('drawing').toFixed(2)} ms`, target: 'none set', holds: true });
    row(`${name}, 1 MB: longest piece of work`, of('slice'), 'ms', 50);
    row(`${name}, 1 MB: hit test, p95`, of('hitTest'), 'ms', 1);
    row(`${name}, 1 MB: a batch of 100 new nodes`, of('batch'), 'ms', 8);
    row(`${name}, 1 MB: DOM mutations`, of('mutations'), '', 0);
    if (name === 'chromium') {
      row(`${name}, 1 MB: layout shift`, of('shift'), '', 0);
      row(`${name}, 1 MB: longest task once loaded`, of('long'), 'ms', 50);
    }
    const surfaces = await surfacesOn(launched, own, site.url('long'));
    const peer = await rounds(() => withMarkJs(launched, site.url('long', WITHOUT), surfaces, 'expression'));
    const theirs = median(peer.map(({ time, layout }) => time + layout));
    row(`${name}, 1 MB: mark.js, one expression for all terms, takes ${theirs.toFixed(0)} ms for ${peer[0].marked} marks; times ours`, theirs / of('scan'), '×', 5, 'least');
    // On all of the long page this takes longer than three minutes.
    site.put('short', longPage(50_000));
    const short = median((await rounds(() => withExtension(launched, own, site.url('short')))).map(({ scan }) => scan));
    const plain = await withMarkJs(launched, site.url('short', WITHOUT), await surfacesOn(launched, own, site.url('short')), 'terms');
    row(`${name}, 50 kB: mark.js, its list of terms as in its manual, takes ${plain.time.toFixed(0)} ms; times ours`, (plain.time + plain.layout) / short, '×', 5, 'least');
    const small = [];
    for (const [at, path] of tenPages().entries()) {
      site.put(`ten-${at}`, readFileSync(path), "default-src 'none'");
      const each = await rounds(() => withExtension(launched, own, site.url(`ten-${at}`)), Math.min(ROUNDS, 3));
      const result = { page: basename(path), marks: median(each.map(({ marks }) => marks)), scan: median(each.map(({ scan }) => scan)), terms: each[0].hits };
      small.push(result);
    }
    const withMarks = small.filter(({ marks }) => marks > 0);
    row(`${name}, ten pages: first marks in view, median`, median(withMarks.map(({ marks }) => marks)), 'ms', 50);
    row(`${name}, ten pages: scan, median`, median(small.map(({ scan }) => scan)), 'ms', 50);
    const memory = await rounds(() => memoryOver(launched, site.url('long'), site.url('long', WITHOUT)), Math.min(ROUNDS, 3));
    row(`${name}, 1 MB: memory of all processes over the page without us`, median(memory.map(({ all }) => all)), 'MB', 15);
    if (name === 'firefox') {
      const uncollected = median(memory.map((each) => each.uncollected));
      rows.push({ what: `${name}, 1 MB: the same before garbage is collected`, figure: `${uncollected.toFixed(2)} MB`, target: 'none set', holds: true });
    }
    if (name === 'chromium') {
      row(`${name}, 1 MB: of that, the page's own process`, median(memory.map(({ page }) => page)), 'MB', 15);
      row(`${name}, 1 MB: of that, what the page's heap holds`, median(memory.map(({ heap }) => heap)), 'MB', 15);
    }
  } finally {
    await launched.close();
    await site.close();
  }
}
const shipped = await import('../browsers.js').then(({ shippedExtension }) => shippedExtension());
const size = (/** @type {string} */ file) => statSync(`${shipped}/${file}`).size / 1000;
row('code that every page gets', size('content-script.js') + size('early.js'), 'kB', 40);
rows.push({ what: 'code that comes when a term is pointed at', figure: `${size('later.js').toFixed(2)} kB`, target: 'none set', holds: true });
console.table(rows);
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
