import { Matcher } from '../core/matcher.js';
import { Choice } from './choice.js';
import { Explainer } from './explainer.js';
import { Finder } from './finder.js';
import { Hits } from './hits.js';
import { Hover } from './hover.js';
import { Painter } from './painter.js';
import { takeOverMarks } from './saved-page.js';
import { Scanner } from './scanner.js';
import { Scope } from './scope.js';
import { Selection } from './selection.js';
import { Unmarkable } from './unmarkable.js';
import { Watcher } from './watcher.js';

/** @import { State } from '../background/messages.js' */
/** @import { MatcherData } from '../core/types.js' */

/** What a change of needs the whole page read again. */
const WHOLE = /** @type {const} */ (['revision', 'host', 'common', 'links', 'headings']);

/** All that works on a page from when it is switched on until it is switched off. */
export class Session {
  #state;
  #controller = new AbortController();
  hits = new Hits();
  /** @type {Watcher | null} null until the forms are there */
  watcher = null;
  /** @type {Painter | null} */
  #painter = null;
  /** @type {Scanner | null} */
  #scanner = null;

  /** @param {State} state @param {() => void} onOrphan */
  constructor(state, onOrphan) {
    const { signal } = this.#controller;
    this.#state = state;
    this.explainer = new Explainer(signal, onOrphan);
    this.selection = new Selection(this.explainer, signal);
    this.selection.offers = state.selectionButton;
  }

  get ended() {
    return this.#controller.signal.aborted;
  }

  end() {
    this.#controller.abort();
  }

  /** Begins to mark. @param {MatcherData} data */
  async mark(data) {
    const { signal } = this.#controller;
    const { hits } = this;
    const { common, host, links, headings, style, density, unmarked } = this.#state;
    const painter = new Painter(hits, signal);
    painter.setStyle(style);
    const finder = new Finder(new Matcher(data), common, host);
    const scope = new Scope(data.rules.scope, { links, headings });
    const choice = new Choice(density, unmarked);
    const scanner = new Scanner({ scope, finder, hits, painter, choice });
    const unmarkable = new Unmarkable(finder);
    hits.look = (text) => unmarkable.at(text);
    this.#painter = painter;
    this.#scanner = scanner;
    this.watcher = new Watcher({ scanner, hits, painter, signal });
    new Hover(hits, this.explainer, signal);
    takeOverMarks(this.explainer, signal);
    await this.watcher.start();
  }

  /** Whether a change of state takes more than `follow` can do. @param {State} state */
  needsNew(state) {
    return WHOLE.some((name) => this.#state[name] !== state[name]);
  }

  /** Does as the settings now say. @param {State} state */
  follow(state) {
    const before = this.#state;
    this.#state = state;
    this.selection.offers = state.selectionButton;
    if (before.style !== state.style) this.#painter?.setStyle(state.style);
    const same = before.density === state.density && before.unmarked.join() === state.unmarked.join();
    if (same || !this.#scanner) return;
    this.#scanner.choice = new Choice(state.density, state.unmarked);
    this.watcher?.chooseAnew();
  }
}
