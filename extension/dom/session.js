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

/** What a change of needs the whole page read again. */
const WHOLE = /** @type {const} */ (['revision', 'host', 'common', 'links', 'headings']);

/** All that works on a page from when it is switched on until it is switched off. */
export class Session {
  #state;
  #controller = new AbortController();
  #painter;
  #scanner;
  hits = new Hits();

  /** @param {State} state @param {() => void} onOrphan */
  constructor(state, onOrphan) {
    const { signal } = this.#controller;
    const { hits } = this;
    const { common, links, headings, style, density, unmarked } = state;
    this.#state = state;
    this.explainer = new Explainer(signal, onOrphan);
    this.selection = new Selection(this.explainer, signal);
    this.selection.offers = state.selectionButton;
    const painter = new Painter(hits, signal);
    painter.setStyle(style);
    const finder = new Finder(common);
    const scope = new Scope(state.scope, { links, headings });
    const scanner = new Scanner({ scope, finder, hits, painter, choice: new Choice(density, unmarked), signal });
    this.#painter = painter;
    this.#scanner = scanner;
    this.watcher = new Watcher({ scanner, hits, painter, guard: (work) => this.explainer.guard(work), signal });
    const hover = new Hover(hits, this.explainer, signal);
    const unmarkable = new Unmarkable(finder, () => hover.lookAgain());
    hits.look = (text) => unmarkable.at(text);
    takeOverMarks(this.explainer, signal);
  }

  end() {
    this.#controller.abort();
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
    if (before.style !== state.style) this.#painter.setStyle(state.style);
    const same = before.density === state.density && before.unmarked.join() === state.unmarked.join();
    if (same) return;
    this.#scanner.choice = new Choice(state.density, state.unmarked);
    this.watcher.chooseAnew();
  }
}
