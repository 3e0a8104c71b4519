// What tests do with a page: wait, look for marks, point at words.
import assert from 'node:assert/strict';
import { readTooltip } from './shadow.js';

/** @import { Page } from 'puppeteer-core' */

const PATIENCE = 15_000;

/**
 * Waits until something holds; fails with what it was in the end.
 * @template T
 * @param {() => Promise<T>} look
 * @param {(seen: T) => boolean} holds
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function until(look, holds, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) assert.fail(`${what}; in the end it was ${JSON.stringify(seen)}`);
    await pause(40);
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The texts that are marked, in document order. @param {Page} page @returns {Promise<string[]>} */
export function marksOf(page) {
  return page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('glosslight') ?? [])].map((mark) => {
      const range = document.createRange();
      range.setStart(mark.startContainer, mark.startOffset);
      range.setEnd(mark.endContainer, mark.endOffset);
      return range;
    });
    // Ranges of different trees do not compare; what holds them in the document does.
    const outer = (/** @type {Node} */ node) => {
      let at = node;
      for (let root = at.getRootNode(); root instanceof ShadowRoot; root = at.getRootNode()) at = root.host;
      return at;
    };
    const compare = (/** @type {Range} */ a, /** @type {Range} */ b) => {
      if (a.startContainer.getRootNode() === b.startContainer.getRootNode()) {
        return a.compareBoundaryPoints(Range.START_TO_START, b);
      }
      const relation = outer(a.startContainer).compareDocumentPosition(outer(b.startContainer));
      return relation & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    };
    return ranges.sort(compare).map(String);
  });
}

/** @param {Page} page @param {string[]} texts in document order */
export function untilMarked(page, texts) {
  const wanted = JSON.stringify(texts);
  return until(() => marksOf(page), (marks) => JSON.stringify(marks) === wanted, `not marked: ${wanted}`);
}

/**
 * The middle of a word on the page, in the viewport.
 * @param {Page} page @param {string} word its first occurrence in a text node counts
 * @param {string} [within] selector
 */
export async function middleOf(page, word, within = 'body') {
  const found = await page.evaluate(
    (wanted, selector) => {
      const top = document.querySelector(selector);
      const root = top?.shadowRoot ?? top;
      if (!root) return null;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = /** @type {Text} */ (node).data.indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, top: y, width, height } = range.getClientRects()[0];
        return { x: left + width / 2, y: y + height / 2, width };
      }
      return null;
    },
    word,
    within,
  );
  assert.ok(found, `“${word}” is not on the page`);
  return found;
}

/** Rests the pointer on a word. @param {Page} page @param {string} word @param {string} [within] */
export async function pointAt(page, word, within) {
  const { x, y } = await middleOf(page, word, within);
  await page.mouse.move(x, y, { steps: 3 });
}

/**
 * Points at a marked word and waits for its tooltip.
 * @param {Page} page @param {string} word @param {string} [within]
 */
export async function explain(page, word, within) {
  const holds = (/** @type {string[]} */ marks) => marks.some((mark) => mark.includes(word));
  await until(() => marksOf(page), holds, `“${word}” is not marked`);
  await pointAt(page, word, within);
  return untilOpen(page);
}

/** @param {Page} page */
export async function untilOpen(page) {
  const tooltip = await until(() => readTooltip(page), (seen) => seen !== null, 'no tooltip opened');
  assert.ok(tooltip);
  return tooltip;
}

/** @param {Page} page */
export function untilClosed(page) {
  return until(() => readTooltip(page), (seen) => seen === null, 'the tooltip did not close');
}

/** Where the tooltip is, in the viewport. @param {Page} page */
export function boxOf(page) {
  return page.evaluate(() => {
    const host = document.querySelector('glosslight-tooltip');
    const { left, top, right, bottom } = host?.getBoundingClientRect() ?? new DOMRect();
    return { left, top, right, bottom };
  });
}
