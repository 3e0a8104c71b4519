import { STYLE } from './tooltip-style.js';

/** The only element that we ever add to a page, and only when there is something to show. */
export const TOOLTIP = 'glosslight-tooltip';

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
  'z-index': '2147483647',
  'pointer-events': 'auto',
};

/** A place in the top layer with a closed shadow root: one piece of content at a time. */
export class TooltipHost {
  #host = document.createElement(TOOLTIP);
  #root = this.#host.attachShadow({ mode: 'closed' });

  constructor() {
    this.#host.setAttribute('popover', 'manual');
    for (const [name, value] of Object.entries(FIXED)) this.#set(name, value);
    addStyle(this.#root);
  }

  /** @param {string} name @param {string} value */
  #set(name, value) {
    this.#host.style.setProperty(name, value, 'important');
  }

  get isOpen() {
    return this.#host.matches(':popover-open');
  }

  /** Whether an event happened in it. @param {Event} event */
  holds(event) {
    return event.target === this.#host;
  }

  get hasFocus() {
    return this.#root.activeElement !== null;
  }

  /** How large the content would like to be. */
  get size() {
    this.#set('--room', '100vh');
    const { width, height } = this.#host.getBoundingClientRect();
    return { width, height };
  }

  /** Whether it is what one sees at a point of the viewport. @param {number} x @param {number} y */
  isAt(x, y) {
    return this.isOpen && document.elementFromPoint(x, y) === this.#host;
  }

  /** @param {HTMLElement} content @param {Node} anchor */
  show(content, anchor) {
    const parent = parentFor(anchor);
    if (this.#host.parentNode !== parent) {
      if (this.isOpen) this.#host.hidePopover();
      parent.append(this.#host);
    }
    this.#root.replaceChildren(...this.#styles(), content);
    this.#set('display', 'block');
    if (!this.isOpen) this.#host.showPopover();
  }

  /** @param {{left: number, top: number, room: number}} place in the viewport */
  moveTo({ left, top, room }) {
    this.#set('--room', `${Math.floor(room)}px`);
    this.#set('left', `${Math.round(left)}px`);
    this.#set('top', `${Math.round(top)}px`);
  }

  hide() {
    if (this.isOpen) this.#host.hidePopover();
    this.#set('display', 'none');
    // A dialog of the page gets its own content back as it was.
    if (this.#host.parentNode !== document.documentElement) this.#host.remove();
    this.#root.replaceChildren(...this.#styles());
  }

  remove() {
    this.#host.remove();
  }

  #styles() {
    return this.#root.querySelectorAll('style');
  }
}

/** A modal dialog makes all outside it inert; for its own terms the tooltip has to be inside. */
function parentFor(/** @type {Node} */ anchor) {
  const element = anchor instanceof Element ? anchor : anchor.parentElement;
  return element?.closest('dialog:modal') ?? document.documentElement;
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
