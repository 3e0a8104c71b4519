import { button, make } from '../dom/make.js';

/** @import { View } from './panel.js' */

/** @typedef {{name: string, make: () => View}} Tab */

/** Tabs after the ARIA practices: one stop, arrows move between them. */
export class Tabs {
  #tabs;
  #panel;
  #show;
  #buttons;
  #chosen = 0;
  /** @type {View | null} */
  #view = null;

  /** @param {Tab[]} tabs @param {HTMLElement} panel @param {(view: View) => void} show */
  constructor(tabs, panel, show) {
    this.#tabs = tabs;
    this.#panel = panel;
    this.#show = show;
    this.#buttons = tabs.map(({ name }, at) => {
      const tab = button('tab', () => this.#choose(at), name);
      tab.id = `tab-${at}`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', panel.id);
      return tab;
    });
    this.element = make('div', 'tabs', ...this.#buttons);
    this.element.setAttribute('role', 'tablist');
    this.element.addEventListener('keydown', (event) => this.#key(event));
    panel.setAttribute('role', 'tabpanel');
  }

  /** Shows the chosen tab as it is now. */
  show() {
    this.#buttons.forEach((each, at) => {
      each.setAttribute('aria-selected', String(at === this.#chosen));
      each.tabIndex = at === this.#chosen ? 0 : -1;
    });
    this.#panel.setAttribute('aria-labelledby', `tab-${this.#chosen}`);
    this.#view ??= this.#tabs[this.#chosen].make();
    this.#show(this.#view);
    this.#view.enter?.();
  }

  /** @param {number} at */
  #choose(at) {
    if (at !== this.#chosen) this.#view = null;
    this.#chosen = at;
    this.show();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.#tabs.length - 1;
    const isBackward = getComputedStyle(this.element).direction === 'rtl';
    const step = { ArrowRight: isBackward ? -1 : 1, ArrowLeft: isBackward ? 1 : -1 }[event.key];
    const at = step
      ? (this.#chosen + step + last + 1) % (last + 1)
      : { Home: 0, End: last }[event.key];
    if (at === undefined) return;
    event.preventDefault();
    this.#choose(at);
    this.#buttons[at].focus();
  }
}
