import { button } from './make.js';
import { nearestLine, place } from './placement.js';
import { TooltipHost } from './tooltip-host.js';
import { MARK, icon, renderCards, renderNothing } from './tooltip-view.js';
import { ask } from './worker-link.js';

/** @import { Card } from '../core/card.js' */
/** @import { Target } from './hit-test.js' */

/**
 * Shows what terms mean, one at a time, beside where they stand. It stays until it is dismissed
 * (WCAG 1.4.13): by Escape, by a press elsewhere, or by whoever opened it.
 */
export class Tooltip {
  #host = new TooltipHost();
  /** @type {Target | null} */
  #target = null;
  /** Senses shown before, to go back to. @type {Card[][]} */
  #history = [];
  /** @type {Card[]} */
  #cards = [];
  #y = 0;
  #asked = 0;
  /** @type {HTMLElement | null} */
  #focusedBefore = null;
  /** Opened by a press or a key: it does not go when the pointer does. */
  pinned = false;
  /** Called when the reader dismisses a target. @type {(target: Target) => void} */
  onDismiss = () => {};

  /** @param {AbortSignal} signal */
  constructor(signal) {
    const options = { capture: true, signal };
    addEventListener('keydown', (event) => this.#key(event), options);
    addEventListener('pointerdown', (event) => this.#press(event), options);
    addEventListener('scroll', () => this.#follow(), { ...options, passive: true });
    addEventListener('resize', () => this.#follow(), options);
    signal.addEventListener('abort', () => {
      this.hide();
      this.#host.remove();
    });
  }

  get isOpen() {
    return this.#host.isOpen;
  }

  /** Whether it may not go just because the pointer is elsewhere. */
  get isHeld() {
    return this.pinned || this.#host.hasFocus;
  }

  /** @param {object} key */
  shows(key) {
    return this.isOpen && this.#target?.key === key;
  }

  /** @param {Event} event */
  holds(event) {
    return this.#host.holds(event);
  }

  /** @param {number} x @param {number} y in the viewport */
  isAt(x, y) {
    return this.#host.isAt(x, y);
  }

  /**
   * Explains the term at a target, if it has an entry and nothing else was asked for meanwhile.
   * @param {Target} target
   * @param {object} how
   * @param {number} how.y of the pointer
   * @param {boolean} [how.pinned]
   */
  async explain(target, { y, pinned = false }) {
    const asked = ++this.#asked;
    const cards = await ask('entry', { ids: target.ids, language: target.language });
    if (asked !== this.#asked || !cards.length) return;
    this.showCards(cards, target, { y, pinned });
  }

  /** @param {Card[]} cards @param {Target} target @param {{y: number, pinned: boolean}} how */
  showCards(cards, target, { y, pinned }) {
    this.#history = [];
    this.#cards = cards;
    this.#anchor(target, y, pinned);
    this.#render();
  }

  /** Says that there is no entry. @param {string} text @param {Target} target @param {number} y */
  showNothing(text, target, y) {
    this.#anchor(target, y, true);
    this.#show(renderNothing(text));
  }

  /** Offers to explain a selection. @param {Target} target @param {number} y @param {() => void} act */
  offer(target, y, act) {
    this.#anchor(target, y, true);
    const offer = button('offer', act, icon(MARK, 20));
    offer.setAttribute('aria-label', chrome.i18n.getMessage('explainSelection'));
    offer.title = chrome.i18n.getMessage('explainSelection');
    this.#show(offer);
  }

  hide() {
    this.#asked++;
    this.#target = null;
    this.pinned = false;
    if (!this.isOpen) return;
    const held = this.#host.hasFocus;
    this.#host.hide();
    if (held) this.#focusedBefore?.focus();
    this.#focusedBefore = null;
  }

  /** Forgets what was asked for and has not been shown. */
  cancel() {
    this.#asked++;
  }

  /** @param {Target} target @param {number} y @param {boolean} pinned */
  #anchor(target, y, pinned) {
    this.#asked++;
    this.#target = target;
    this.#y = y;
    this.pinned = pinned;
  }

  #render() {
    const back = this.#history.length > 0 ? () => this.#goBack() : null;
    this.#show(renderCards(this.#cards, { open: (id) => this.#openEntry(id), back }));
  }

  /** @param {string} id */
  async #openEntry(id) {
    const asked = ++this.#asked;
    const language = this.#target?.language ?? '';
    const cards = await ask('entry', { ids: [id], language });
    if (asked !== this.#asked || !cards.length) return;
    this.#history.push(this.#cards);
    this.#cards = cards;
    this.#render();
  }

  #goBack() {
    this.#cards = this.#history.pop() ?? this.#cards;
    this.#render();
  }

  /** @param {HTMLElement} content */
  #show(content) {
    if (!this.#target) return;
    const held = this.isOpen && this.#host.hasFocus;
    if (!this.isOpen) {
      this.#focusedBefore = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    }
    this.#host.show(content, this.#target.node);
    // What had the focus is gone with the old content; readers on a keyboard stay inside.
    if (held) content.focus();
    this.#follow();
  }

  /** Stays with its term when the page moves; goes when the term is gone from view. */
  #follow() {
    if (!this.isOpen || !this.#target) return;
    const line = nearestLine(this.#target.rects(), this.#y);
    const viewport = { width: document.documentElement.clientWidth, height: innerHeight };
    if (!line || line.bottom < 0 || line.top > viewport.height) {
      this.hide();
      return;
    }
    this.#y = (line.top + line.bottom) / 2;
    this.#host.moveTo(place(line, this.#host.size, viewport));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' || !this.isOpen || event.isComposing) return;
    // It is ours: the page's own dialogs stay open.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#target) this.onDismiss(this.#target);
    this.hide();
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (!this.isOpen || this.holds(event)) return;
    if (this.#target) this.onDismiss(this.#target);
    this.hide();
  }
}
