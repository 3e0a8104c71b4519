// Terms at every edge of the window, and whether the tooltip of each stands where it should.
import assert from 'node:assert/strict';
import { boxOf, explain, middleOf, until, untilClosed } from './reading.js';
import { readTooltip } from './shadow.js';

/** @import { Page } from 'puppeteer-core' */

const CORNERS = {
  ControlNet: 'left:0;top:0',
  DreamBooth: 'right:0;top:0',
  InvokeAI: 'left:0;bottom:0',
  SDXL: 'right:0;bottom:0',
  Midjourney: 'left:45%;top:48%',
  ComfyUI: 'right:0;top:50%',
};

/** The body of a page with a term in each corner, in the middle and at a side. */
export const EDGES = Object.entries(CORNERS)
  .map(([word, where]) => `<p style="position:fixed;margin:0;${where}">${word}</p>`)
  .concat('<div style="height:3000px">')
  .join('');

/**
 * Explains a term; its tooltip is to be whole in the window, and not over the term.
 * @param {Page} page @param {string} word @param {{left: number, top: number, right: number, bottom: number}} window
 */
async function assertPlaced(page, word, window) {
  await explain(page, word);
  await until(() => readTooltip(page), (tooltip) => tooltip?.labels[0].includes(word.slice(0, 4)) ?? false, word);
  const box = await boxOf(page);
  const term = await middleOf(page, word);
  const what = `${word}: ${JSON.stringify({ box, term, window })}`;
  assert.ok(box.left >= window.left && box.top >= window.top, what);
  assert.ok(box.right <= window.right && box.bottom <= window.bottom, what);
  assert.ok(box.right - box.left > 100 && box.bottom - box.top > 40, what);
  assert.ok(!(box.left < term.x && term.x < box.right && box.top < term.y && term.y < box.bottom), what);
}

/**
 * The same for all terms of EDGES.
 * @param {Page} page @param {{width: number, height: number}} window in CSS pixels
 */
export async function assertPlacedAtEdges(page, { width, height }) {
  for (const word of Object.keys(CORNERS)) {
    await assertPlaced(page, word, { left: 0, top: 0, right: width, bottom: height });
    await page.keyboard.press('Escape');
    await untilClosed(page);
  }
}
