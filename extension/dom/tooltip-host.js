import { make } from './make.js';
import { STYLE } from './tooltip-style.js';

/** @import { Place } from './placement.js' */

/** The only element that we ever add to a page, and only when there is something to show. */
export const TOOLTIP = 'glosslight-tooltip';
/** What a page would take for its own: presses beside its menus, its shortcuts. */
const KEPT = ['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'keydown', 'keypress', 'keyup'];
/** Screen readers take notice of a change in what is there already; in milliseconds. */
const NOTICED = 120;
/** So long what was said stays to be read, where nothing else is shown. */
const SPOKEN = 4000;

const FIXED = {
  all: 'initial',
  position: 'fixed',
  inset: 'auto',
  display: 'none',
  margin: '0',
  padding: '0',
  border: '0',
  background: 'transparent',
  overflow: 'visible',
  width: 'max-content',
  height: 'auto',
  'max-width': 'none',
  'max-height': 'none',
  'z-index': '2147483647',
  'pointer-events': 'auto',
};

/** A place in the top layer with a closed shadow root: one piece of content at a time. */
export class TooltipHost {
  #host = document.createElement(TOOLTIP);
  #root = this.#host.attachShadow({ mode: 'closed' });
  /** What is said to screen readers, politely. */
  #status = make('div', 'status');
  /** @type {HTMLElement | null} */
  #content = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;

  constructor() {
    this.#host.setAttribute('popover', 'manual');
    for (const [name, value] of Object.entries(FIXED)) this.#set(name, value);
    this.#status.setAttribute('role', 'status');
    addStyle(this.#root);
    this.#root.append(this.#status);
    // A mouse presses a button, and the keyboard stays where it is in the page.
    this.#root.addEventListener('mousedown', (event) => {
      if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
    });
    for (const type of KEPT) this.#host.addEventListener(type, (event) => event.stopPropagation());
  }

  /** @param {string} name @param {string} value */
  #set(name, value) {
    this.#host.style.setProperty(name, value, 'important');
  }

  get isOpen() {
    return this.#content !== null && this.#isShown;
  }

  get #isShown() {
    return this.#host.matches(':popover-open');
  }

  /** Where it is in the page. */
  get parent() {
    return this.#host.parentElement;
  }

  /** Whether an event happened in it. @param {Event} event */
  holds(event) {
    return this.is(event.target);
  }

  /** @param {EventTarget | null} target */
  is(target) {
    return target === this.#host;
  }

  /** The element inside that has the focus. */
  get focused() {
    return this.#root.activeElement;
  }

  /** How large the content would like to be, in pixels of the viewport. */
  get size() {
    this.#set('--room', '100vh');
    this.#set('--room-x', '100vw');
    const { width, height } = this.#host.getBoundingClientRect();
    return { width, height };
  }

  /** Whether it is what one sees at a point of the viewport. @param {number} x @param {number} y */
  isAt(x, y) {
    return this.isOpen && document.elementFromPoint(x, y) === this.#host;
  }

  /** @param {HTMLElement} content @param {{anchor: Node, dark: boolean}} how */
  show(content, { anchor, dark }) {
    content.classList.toggle('dark', dark);
    content.classList.toggle('fresh', !this.isOpen);
    this.#set('color-scheme', dark ? 'dark' : 'light');
    this.#content?.remove();
    this.#content = content;
    this.#root.append(content);
    this.#open(anchor);
  }

  /** @param {Node} anchor */
  #open(anchor) {
    const parent = parentFor(anchor);
    if (this.#host.parentNode !== parent) {
      if (this.#isShown) this.#host.hidePopover();
      parent.append(this.#host);
    }
    this.#set('display', 'block');
    if (!this.#isShown) this.#host.showPopover();
  }

  /** @param {Place} place in the viewport */
  moveTo({ left, top, width, height, side }) {
    // Where the page zooms itself by CSS, a pixel of ours is more than one of the viewport.
    const zoom = this.#host.currentCSSZoom ?? 1;
    this.#set('--room', `${Math.floor(height / zoom)}px`);
    this.#set('--room-x', `${Math.floor(width / zoom)}px`);
    this.#set('--from', side === 'above' ? '-4px' : '4px');
    this.#set('left', `${Math.round(left / zoom)}px`);
    this.#set('top', `${Math.round(top / zoom)}px`);
  }

  /** Tells a screen reader, once it has come to rest. @param {string} words */
  say(words) {
    if (!this.#isShown) this.#open(document.documentElement);
    clearTimeout(this.#saying);
    this.#status.textContent = '';
    this.#saying = setTimeout(() => {
      this.#status.textContent = words;
      this.#saying = setTimeout(() => {
        this.#saying = undefined;
        this.#status.textContent = '';
        if (!this.#content) this.#withdraw();
      }, SPOKEN);
    }, NOTICED);
  }

  hide() {
    this.#content?.remove();
    this.#content = null;
    if (!this.#saying) this.#withdraw();
  }

  #withdraw() {
    if (this.#isShown) this.#host.hidePopover();
    this.#set('display', 'none');
    // What is not the page's root gets its own content back as it was.
    if (this.#host.parentNode !== document.documentElement) this.#host.remove();
  }

  remove() {
    clearTimeout(this.#saying);
    this.#host.remove();
  }
}

/**
 * A modal dialog makes all outside it inert, and so does what is shown in full screen; for the terms
 * in it the tooltip has to be inside.
 */
function parentFor(/** @type {Node} */ anchor) {
  const element = anchor instanceof Element ? anchor : anchor.parentElement;
  return closestAcross(element, 'dialog:modal') ?? topDialog() ?? document.fullscreenElement ?? document.documentElement;
}

/** The modal dialog that is open over the page, if any. */
function topDialog() {
  return [...document.querySelectorAll('dialog:modal')].at(-1) ?? null;
}

/** Like closest(), out of shadow trees too. @param {Element | null} element @param {string} selector @returns {Element | null} */
function closestAcross(element, selector) {
  const found = element?.closest(selector);
  if (found || !element) return found ?? null;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? closestAcross(root.host, selector) : null;
}

/** @param {ShadowRoot} root */
function addStyle(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox keeps adopted sheets from content scripts; there the page's CSP spares our elements.
    const style = document.createElement('style');
    style.textContent = STYLE;
    root.append(style);
  }
}
