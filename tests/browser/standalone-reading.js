// The tooltip of an annotated page, as a reader sees it.
import { middleOf, until } from './reading.js';

/** @import { Page } from 'puppeteer-core' */

/** Less than the 150 ms after which a tooltip opens, and more; and than the 300 ms of grace. */
export const [SOON, LATER, GRACE] = [70, 400, 700];

/** The tooltip as a reader sees it; null where none is open. @param {Page} page */
export function readCard(page) {
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
export async function untilOpen(page) {
  const card = await until(() => readCard(page), (seen) => seen !== null, 'no tooltip opens');
  return /** @type {NonNullable<typeof card>} */ (card);
}

/** @param {Page} page */
export const untilClosed = (page) => until(() => readCard(page), (seen) => seen === null, 'the tooltip stays');

/** What has the focus: the text of a term, or an id. @param {Page} page */
export const focusOf = (page) =>
  page.evaluate(() => document.activeElement?.id || (document.activeElement?.textContent ?? ''));

/** @param {Page} page @param {string} word @param {string} [within] */
export async function pointAt(page, word, within) {
  const { x, y } = await middleOf(page, word, within);
  await page.mouse.move(x, y);
}

/** Whether the glossary at the end is in sight. @param {Page} page */
export const glossaryIsSeen = (page) =>
  page.evaluate(() => (document.querySelector('dl')?.getClientRects().length ?? 0) > 0);
