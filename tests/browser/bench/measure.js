// One measurement each: what the extension, or mark.js, costs a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInWindow } from '../firefox-window.js';
import { pause, until } from '../reading.js';
import { isOfPage, memoryOf } from './memory.js';

/** @import { Page } from 'puppeteer-core' */
/** @import { Launched } from '../browsers.js' */

/** No site of the extension's: pages there are without it. */
export const WITHOUT = 'example.com';
const MARK_JS = readFileSync(createRequire(import.meta.url).resolve('mark.js/dist/mark.min.js'), 'utf8');
/** Where the extension does not mark, nor has mark.js to. */
const EXCLUDED = 'a, button, code, pre, kbd, samp, svg, math, dfn, script, style, noscript, textarea, select'.split(', ');

/** A page of the extension from which to speak to content scripts. @param {Launched} launched */
export async function openAsker(launched) {
  const own = await launched.browser.newPage({ type: 'tab', background: true });
  await launched.openOwn(own, 'popup/popup.html');
  const path = () => own.evaluate(() => location.pathname);
  await until(path, (seen) => seen === '/popup/popup.html', 'no popup');
  return own;
}

/** @param {Page} own @param {string} what @param {object} [more] @returns {Promise<any>} */
async function ask(own, what, more = {}) {
  const text = await own.evaluate(async (message) => {
    const [{ id = 0 }] = await chrome.tabs.query({ active: true, currentWindow: true });
    const answer = await chrome.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => null);
    return JSON.stringify(answer?.result ?? null);
  }, { type: 'bench', what, ...more });
  return JSON.parse(text);
}

/** After so long the extension has looked again for what came late; in milliseconds. */
const LOOKED_AGAIN = 2500;

/** Waits until the extension has nothing to do. @param {Page} own */
async function settledCost(own) {
  let last = { spent: -1 };
  let same = 0;
  while (same < 3) {
    await pause(200);
    const now = await ask(own, 'cost');
    const quiet = now && now.now - now.began > LOOKED_AGAIN && now.spent === last.spent;
    same = quiet ? same + 1 : 0;
    if (now) last = now;
  }
  return /** @type {any} */ (last);
}

/** Watches, from before the page is there, what it suffers. @param {Page} page */
const watch = (page) =>
  page.evaluateOnNewDocument(() => {
    const seen = { shift: 0, mutations: 0, long: 0 };
    Object.assign(window, { seen });
    const note = (/** @type {string} */ type, /** @type {(entry: any) => void} */ use) => {
      if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
      new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
    };
    note('layout-shift', ({ value }) => (seen.shift += value));
    addEventListener('load', () => {
      note('longtask', ({ startTime, duration }) => {
        if (startTime > performance.timing.loadEventEnd - performance.timeOrigin) seen.long = Math.max(seen.long, duration);
      });
      new MutationObserver((records) => (seen.mutations += records.length)).observe(document, {
        subtree: true, childList: true, attributes: true, characterData: true,
      });
    });
  });

/**
 * A page with the extension: its start, its scan, pointing, and a batch of new nodes.
 * @param {Launched} launched @param {Page} own @param {string} url
 */
export async function withExtension(launched, own, url) {
  const page = await launched.browser.newPage();
  try {
    await watch(page);
    await page.goto(url);
    const cost = await settledCost(own);
    const first = await ask(own, 'first');
    const { shift, mutations, long } = await page.evaluate(() => /** @type {any} */ (window).seen);
    const points = Array.from({ length: 1500 }, (_, at) => [(at % 50) * 20 + 7, Math.floor(at / 50) * 23 + 5]);
    const { times } = await ask(own, 'hits', { points });
    times.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
    await page.evaluate(() => {
      const batch = document.createElement('div');
      for (let at = 0; at < 100; at++) {
        const paragraph = document.createElement('p');
        paragraph.append(`A LoRA for Stable Diffusion, number ${at}.`);
        batch.append(paragraph);
      }
      document.body.prepend(...batch.childNodes);
    });
    const after = await settledCost(own);
    const summed = after.spent + after.drawing - cost.spent - cost.drawing;
    return {
      marks: first ? first - cost.began : NaN,
      scan: cost.spent,
      drawing: cost.drawing,
      slice: cost.longest,
      hits: cost.hits,
      hitTest: times[Math.floor(times.length * 0.95)],
      batch: summed,
      shift,
      mutations,
      long,
    };
  } finally {
    await page.close();
  }
}

/**
 * mark.js on the same page without the extension: at its best, with one expression for all terms, or
 * as its manual has it, with the list of terms.
 * @param {Launched} launched @param {string} url @param {string[]} surfaces @param {'expression' | 'terms'} way
 */
export async function withMarkJs(launched, url, surfaces, way) {
  const page = await launched.browser.newPage();
  try {
    await page.goto(url);
    await page.evaluate(MARK_JS);
    await pause(500);
    return await page.evaluate(
      (terms, excluded, how) => {
        const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
        const all = new RegExp(escaped.sort((a, b) => b.length - a.length).join('|'), 'g');
        const began = performance.now();
        let marked = 0;
        const { Mark } = /** @type {any} */ (window);
        const mark = new Mark(document.body);
        const exclude = excluded.flatMap((name) => [name, `${name} *`]);
        const each = () => marked++;
        if (how === 'expression') mark.markRegExp(all, { exclude, each });
        else mark.mark(terms, { exclude, each, separateWordSearch: false, caseSensitive: true, diacritics: false });
        const time = performance.now() - began;
        const laid = performance.now();
        document.body.getBoundingClientRect();
        return { time, layout: performance.now() - laid, marked };
      },
      surfaces,
      EXCLUDED,
      way,
    );
  } finally {
    await page.close();
  }
}

/** The surfaces that the extension marks. @param {Launched} launched @param {Page} own @param {string} url @returns {Promise<string[]>} */
export async function surfacesOn(launched, own, url) {
  const page = await launched.browser.newPage();
  try {
    await page.goto(url);
    await settledCost(own);
    return await ask(own, 'surfaces');
  } finally {
    await page.close();
  }
}

/** Makes Firefox do what its about:memory does when asked for less: all its processes collect their garbage. */
const COLLECT = `new Promise((resolve) => {
  Services.obs.notifyObservers(null, 'child-mmu-request');
  const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
  manager.minimizeMemoryUsage(resolve);
})`;

/**
 * Memory with a page open, in MB, after a garbage collection: of the whole browser, with all that its
 * processes keep for later, the extension's own among them; in Firefox before that collection too; and in
 * Chromium, which tells, of the page's process, and of that what the page's heap really holds.
 * @param {Launched} launched @param {string} url
 */
async function memoryWith(launched, url) {
  const page = await launched.browser.newPage();
  try {
    await page.goto(url);
    await pause(2500);
    const pid = launched.browser.process()?.pid ?? 0;
    let heap = 0;
    let uncollected = 0;
    if (launched.name === 'chromium') {
      const session = await page.createCDPSession();
      await session.send('HeapProfiler.collectGarbage');
      heap = (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
      await session.detach();
    } else {
      await pause(2500);
      uncollected = memoryOf(pid);
      for (let times = 0; times < 2; times++) {
        await runInWindow(launched.browser, COLLECT);
        await pause(2000);
      }
    }
    await pause(2500);
    return { uncollected, all: memoryOf(pid), page: memoryOf(pid, isOfPage), heap };
  } finally {
    await page.close();
    await pause(500);
  }
}

/**
 * What the extension adds to that: its page between two without it, because the browser itself grows meanwhile.
 * @param {Launched} launched @param {string} url @param {string} without it
 */
export async function memoryOver(launched, url, without) {
  const [before, ours, after] = [
    await memoryWith(launched, without),
    await memoryWith(launched, url),
    await memoryWith(launched, without),
  ];
  const over = (/** @type {keyof typeof ours} */ key) => ours[key] - (before[key] + after[key]) / 2;
  return { uncollected: over('uncollected'), all: over('all'), page: over('page'), heap: over('heap') };
}
