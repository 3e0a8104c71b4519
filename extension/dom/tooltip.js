import { CurrentTerm } from './current-term.js';
import { Explanation, cardsFor } from './explanation.js';
import { PageChanges } from './page-changes.js';
import { nearestLine, place } from './placement.js';
import { isOnDark } from './theme.js';
import { TooltipHost } from './tooltip-host.js';
import { renderOffer, renderWords } from './tooltip-view.js';

/** @import { Card } from '../core/card.js' */
/** @import { Box } from './placement.js' */
/** @import { Target } from './hit-test.js' */

/**
 * How to show something.
 * @typedef {object} How
 * @property {number} [x] of the pointer
 * @property {number} [y]
 * @property {boolean} [pinned] it stays when the pointer goes
 * @property {boolean} [focus] the keyboard goes into it
 * @property {string} [lead] words before the cards
 */

/**
 * Shows what terms mean, one at a time, beside where they stand. It stays until it is dismissed
 * (WCAG 1.4.13): by Escape, by a press elsewhere, or by whoever opened it.
 */
export class Tooltip {
  #host = new TooltipHost();
  #current = new CurrentTerm();
  /** @type {Target | null} */
  #target = null;
  #explanation = new Explanation(this);
  #changes = new PageChanges(() => this.#pageChanged());
  #address = '';
  #dark = false;
  #point = { x: 0, y: 0 };
  /** @type {'below' | 'above' | 'right' | 'left' | 'over' | undefined} */
  #side;
  #asked = 0;
  /** @type {HTMLElement | null} */
  #focusedBefore = null;
  #onDismiss;
  /** @type {HTMLElement | null} */
  #content = null;
  /** Whether the focus is just going back to where it was: no wish to have something explained. */
  returning = false;
  /** Opened by a press or a key: it does not go when the pointer does. */
  pinned = false;

  /**
   * @param {AbortSignal} signal
   * @param {(target: Target) => void} onDismiss called when the reader dismisses a target
   */
  constructor(signal, onDismiss) {
    this.#onDismiss = onDismiss;
    const options = { capture: true, signal };
    const passive = { ...options, passive: true };
    addEventListener('keydown', (event) => this.#key(event), options);
    addEventListener('pointerdown', (event) => this.#press(event), options);
    addEventListener('scroll', (event) => this.#host.holds(event) || this.follow(), passive);
    addEventListener('resize', () => this.follow(), options);
    addEventListener('fullscreenchange', () => this.hide(), options);
    visualViewport?.addEventListener('resize', () => this.follow(), { signal });
    visualViewport?.addEventListener('scroll', () => this.follow(), { signal });
    signal.addEventListener('abort', () => {
      this.hide();
      this.#current.clear();
      this.#host.remove();
    });
  }

  get isOpen() {
    return this.#host.isOpen;
  }

  get target() {
    return this.isOpen ? this.#target : null;
  }

  /** Whether it may not go just because the pointer is elsewhere. */
  get isHeld() {
    return this.pinned || this.hasFocus;
  }

  /** Whether it is held and read, so that nothing else may take its place by itself. */
  get isFixed() {
    return this.isHeld && this.#content?.role === 'dialog';
  }

  /** Whether the keyboard is in it. */
  get hasFocus() {
    return this.#host.focused?.matches(':focus-visible') === true;
  }

  /** @param {object} key */
  shows(key) {
    return this.isOpen && this.#target?.key === key;
  }

  /** @param {Event} event */
  holds(event) {
    return this.#host.holds(event);
  }

  /** @param {EventTarget | null} target */
  isHost(target) {
    return this.#host.is(target);
  }

  /** @param {number} x @param {number} y in the viewport */
  isAt(x, y) {
    return this.#host.isAt(x, y);
  }

  /**
   * Explains the term at a target, if it has an entry and nothing else was asked for meanwhile.
   * @param {Target} target
   * @param {How} how
   */
  async explain(target, how) {
    const asked = this.ask();
    const cards = await cardsFor(target.ids, target.language);
    if (asked !== this.#asked || !cards.length) return;
    this.showCards(cards, target, how);
  }

  /** @param {Card[]} cards @param {Target} target @param {How} how */
  showCards(cards, target, how) {
    this.#anchor(target, how);
    this.#explanation.start(cards, how.lead ?? '');
    if (how.focus) this.focus();
  }

  /** @param {string} words @param {string} more @param {Target} target @param {How} how */
  showWords(words, more, target, how) {
    this.#anchor(target, how);
    this.show(renderWords(words, more));
    if (how.focus) this.focus();
  }

  /** Offers to explain a selection. @param {Target} target @param {How} how @param {() => void} act */
  offer(target, how, act) {
    this.#anchor(target, how);
    this.show(renderOffer(act));
  }

  /** Of the text that is explained. */
  get language() {
    return this.#target?.language ?? '';
  }

  /** An element of what is shown. @param {string} selector */
  find(selector) {
    return this.#content?.querySelector(selector) ?? null;
  }

  /** A number that changes whenever something else is asked for. */
  ask() {
    return ++this.#asked;
  }

  /** @param {number} asked */
  isAsked(asked) {
    return this.#target !== null && asked === this.#asked;
  }

  /** Brings the keyboard into it. */
  focus() {
    this.#content?.focus({ preventScroll: true });
  }

  hide() {
    this.#asked++;
    this.#changes.stop();
    this.#target = null;
    this.#content = null;
    this.#side = undefined;
    this.pinned = false;
    this.#current.clear();
    if (!this.isOpen) return;
    const held = this.#host.focused !== null;
    this.#host.hide();
    this.returning = true;
    if (held) this.#focusedBefore?.focus({ preventScroll: true });
    this.returning = false;
    this.#focusedBefore = null;
  }

  /** As if the reader had pressed Escape. */
  dismiss() {
    if (this.#target) this.#onDismiss(this.#target);
    this.hide();
  }

  /** Forgets what was asked for and has not been shown. */
  cancel() {
    this.#asked++;
  }

  togglePin() {
    if (!this.#target || !this.isOpen) return;
    this.pinned = !this.pinned;
    const pin = this.#content?.querySelector('.pin');
    if (pin) pin.ariaPressed = String(this.pinned);
    this.say(this.pinned ? chrome.i18n.getMessage('pinned') : chrome.i18n.getMessage('unpinned'));
  }

  /** Tells a screen reader. @param {string} words */
  say(words) {
    this.#host.say(words);
  }

  /** Draws a term as the one where the keyboard is. @param {Target} target */
  mark(target) {
    this.#current.draw(target);
  }

  /** @param {Target} target @param {How} how */
  #anchor(target, { x, y, pinned = false }) {
    this.#asked++;
    if (this.#target?.key !== target.key) this.#side = undefined;
    this.#target = target;
    const [first] = target.rects();
    this.#point = { x: x ?? first?.left ?? 0, y: y ?? first?.top ?? 0 };
    this.#dark = isOnDark(target.node);
    this.pinned = pinned;
    this.#current.draw(target);
    this.#address = location.href;
    this.#changes.watch(target.node);
  }

  /** It moves with its term. One that is gone may only be drawn anew; with its page it goes too. */
  #pageChanged() {
    if (this.#target?.rects().length) this.follow(true);
    else if (location.href !== this.#address) this.hide();
  }

  /** Shows something else at the same place. @param {HTMLElement} content */
  show(content) {
    if (!this.#target) return;
    const held = this.isOpen && this.hasFocus;
    if (!this.isOpen) {
      this.#focusedBefore = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    }
    this.#content = content;
    this.#host.show(content, { anchor: this.#target.node, dark: this.#dark });
    // What had the focus is gone with the old content; readers on a keyboard stay inside.
    if (held) this.focus();
    this.follow(true);
  }

  /**
   * Stays with its term when the page moves; goes when the term is gone from view.
   * @param {boolean} [still] the term has not moved: what stays on its side is easier to follow
   */
  follow(still = false) {
    if (!this.isOpen || !this.#target) return;
    const line = nearestLine(this.#target.rects(), this.#point);
    const viewport = viewportBox();
    if (!line || !isIn(line, viewport)) {
      this.hide();
      return;
    }
    this.#point = { x: Math.min(Math.max(this.#point.x, line.left), line.right), y: (line.top + line.bottom) / 2 };
    const rtl = getComputedStyle(this.#host.parent ?? document.documentElement).direction === 'rtl';
    const placed = place(line, this.#host.size, viewport, { rtl, keep: still ? this.#side : undefined });
    this.#side = placed.side;
    this.#host.moveTo(placed);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.isOpen || event.isComposing) return;
    if (event.key === 'Tab' && this.#leaves(event.shiftKey)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.dismiss();
    }
    if (event.key !== 'Escape') return;
    // It is ours: the page's own dialogs stay open.
    event.preventDefault();
    event.stopImmediatePropagation();
    this.dismiss();
  }

  /** Whether Tab would lead out of it, to the end of the page. @param {boolean} backwards */
  #leaves(backwards) {
    const inside = this.#host.focused;
    if (!inside || !this.#content) return false;
    const stops = [...this.#content.querySelectorAll('button')].filter((stop) => stop.getClientRects().length);
    return inside === (backwards ? (stops[0] ?? inside) : (stops.at(-1) ?? inside)) || (backwards && inside === this.#content);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (!this.isOpen) this.#current.clear();
    else if (!this.holds(event)) {
      // A press on its own term holds it, and the next lets it go.
      if (this.#isOnTerm(event) && !this.pinned && event.pointerType === 'mouse') this.pinned = true;
      else this.dismiss();
    }
  }

  /** @param {PointerEvent} event */
  #isOnTerm({ clientX: x, clientY: y }) {
    const rects = this.#target?.ids.length ? this.#target.rects() : [];
    return rects.some(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
  }
}

/** What one sees of the page, pinched or not. @returns {Box} */
function viewportBox() {
  const { clientWidth } = document.documentElement;
  const { offsetLeft = 0, offsetTop = 0, width = clientWidth, height = innerHeight, scale = 1 } = visualViewport ?? {};
  const right = scale > 1 ? offsetLeft + width : clientWidth;
  return { left: offsetLeft, top: offsetTop, right, bottom: offsetTop + height };
}

/** @param {Box} box @param {Box} viewport */
function isIn(box, viewport) {
  return box.bottom > viewport.top && box.top < viewport.bottom && box.right > viewport.left && box.left < viewport.right;
}
