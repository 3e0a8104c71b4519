import { languageOf } from './hit-test.js';
import { ask } from './worker-link.js';

/** @import { Target } from './hit-test.js' */
/** @import { Tooltip } from './tooltip.js' */

/** UTF-16 units; more than that is no word that one looks up. */
const LONGEST = 80;

/** Offers to explain what the reader has selected, where the glossary knows something of it. */
export class Selection {
  #tooltip;
  #looked = 0;

  /** @param {Tooltip} tooltip @param {AbortSignal} signal */
  constructor(tooltip, signal) {
    this.#tooltip = tooltip;
    const options = { capture: true, passive: true, signal };
    addEventListener('pointerup', (event) => tooltip.holds(event) || this.#soon(), options);
    addEventListener('keyup', ({ shiftKey, key }) => (shiftKey || key === 'Shift') && this.#soon(), options);
  }

  /** After the browser has settled the selection. */
  #soon() {
    const looked = ++this.#looked;
    setTimeout(() => looked === this.#looked && this.#offer(looked), 10);
  }

  /** @param {number} looked */
  async #offer(looked) {
    const target = selectionTarget();
    if (!target) return;
    const { text, language } = target;
    const { cards } = await ask('lookup', { text, language, quiet: true });
    const now = selectionTarget();
    if (looked !== this.#looked || now?.text !== target.text || !cards.length) return;
    this.#tooltip.offer(now, now.y, () => {
      this.#tooltip.showCards(cards, now, { y: now.y, pinned: true });
    });
  }

  /**
   * Explains a text at once: what the context menu asks for.
   * @param {string} text
   */
  async define(text) {
    const target = selectionTarget() ?? middleOfView(text);
    const { cards } = await ask('lookup', { text, language: target.language });
    const how = { y: target.y, pinned: true };
    if (cards.length) this.#tooltip.showCards(cards, target, how);
    else this.#tooltip.showNothing(text.trim().slice(0, LONGEST), target, target.y);
  }
}

/** @returns {(Target & {text: string, y: number}) | null} */
function selectionTarget() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const text = selection.toString().trim();
  const range = selection.getRangeAt(0).cloneRange();
  const node = range.commonAncestorContainer;
  const element = node instanceof Element ? node : node.parentElement;
  if (!text || text.length > LONGEST) return null;
  if (element instanceof HTMLElement && element.isContentEditable) return null;
  const rects = () => [...range.getClientRects()].filter(({ width }) => width > 0);
  const last = rects().at(-1);
  if (!last) return null;
  return { ids: [], key: range, rects, node, language: languageOf(element), text, y: last.bottom };
}

/** @param {string} text @returns {Target & {text: string, y: number}} */
function middleOfView(text) {
  const node = document.documentElement;
  const rects = () => [new DOMRect(innerWidth / 2 - 100, innerHeight / 4, 200, 0)];
  return { ids: [], key: {}, rects, node, language: node.lang, text, y: innerHeight / 4 };
}
