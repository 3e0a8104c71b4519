import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { pageTerms, requestSite, siteSwitch, termsHeading } from '../ui/parts.js';
import { askTab, currentPage } from '../ui/tab-link.js';
import { text } from '../ui/text.js';

/** Pages change as they are read, and say nothing of it; in milliseconds. */
const EVERY = 1500;
/** Looks at a page that has nothing to show yet. */
const PATIENCE = 5;

/** The terms of the page in front, for as long as it is looked at. */
export class Here {
  element = make('div', 'view');
  #open;
  /** What is shown, so that nothing is drawn anew that is as it was. */
  #seen = '';
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #tries = 0;
  #look = () => void this.#refresh();

  /** @param {(id: string) => void} open an entry */
  constructor(open) {
    this.#open = open;
  }

  enter() {
    if (this.#timer) return;
    this.#timer = setInterval(() => document.visibilityState === 'visible' && this.#look(), EVERY);
    chrome.tabs.onActivated.addListener(this.#look);
    chrome.tabs.onUpdated.addListener(this.#look);
    chrome.storage.onChanged.addListener(this.#look);
    this.#look();
  }

  leave() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    chrome.tabs.onActivated.removeListener(this.#look);
    chrome.tabs.onUpdated.removeListener(this.#look);
    chrome.storage.onChanged.removeListener(this.#look);
  }

  async #refresh() {
    const page = await currentPage();
    if (!page) return this.#say('', text('notAllowed'));
    if (!(await chrome.permissions.contains({ origins: [page.pattern] }))) {
      return this.#draw(`ask ${page.host}`, () => {
        const request = () => requestSite(page.pattern, this.#look);
        const allow = button('button main', request, text('allowSite', page.host));
        return [make('div', 'ask', allow, make('p', '', text('allowHint')))];
      });
    }
    const { on } = await ask('site', { host: page.host });
    const terms = on ? await askTab(page.id, 'summary').catch(() => []) : [];
    const rows = await ask('rows', { ids: terms.map(({ id }) => id) });
    // A page that was just switched on takes a moment to be read.
    if (on && !terms.length && this.#timer && this.#tries++ < PATIENCE) setTimeout(this.#look, 400);
    if (terms.length) this.#tries = 0;
    return this.#draw(JSON.stringify([page, on, terms, rows]), () => {
      const site = siteSwitch(page.host, on, async (wanted) => {
        await ask('switch', { host: page.host, on: wanted });
        this.#look();
      });
      if (!on) return [site, make('p', 'note', text('isOff'))];
      if (!rows.length) return [site, make('p', 'note', text('noTerms'))];
      const list = pageTerms(terms, rows, (id) => askTab(page.id, 'reveal', { id }), this.#open);
      return [site, termsHeading(rows.length), list];
    });
  }

  /** @param {string} key @param {string} words */
  #say(key, words) {
    return this.#draw(`say ${key}`, () => [make('p', 'note', words)]);
  }

  /** @param {string} state @param {() => HTMLElement[]} render */
  #draw(state, render) {
    if (state === this.#seen) return;
    this.#seen = state;
    const at = this.element.parentElement?.scrollTop ?? 0;
    this.element.replaceChildren(...render());
    this.element.parentElement?.scrollTo(0, at);
  }
}
