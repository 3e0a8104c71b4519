import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { renderEntry, renderGone } from '../ui/entry-view.js';
import { drawn } from '../ui/icons.js';
import { text } from '../ui/text.js';

/** One entry in full, with the way back through those before it. */
export class EntryView {
  element = make('div', 'view of-entry');
  #leaveForGood;
  /** @type {string[]} */
  #path = [];

  /** @param {() => void} leave when there is no entry to go back to */
  constructor(leave) {
    this.#leaveForGood = leave;
  }

  /** @param {string} id */
  async open(id) {
    this.#path.push(id);
    await this.#render();
  }

  /** What was open is no longer something to go back to. */
  forget() {
    this.#path = [];
  }

  async #render() {
    const [id] = this.#path.slice(-1);
    const details = await ask('details', { id });
    if (id !== this.#path.at(-1)) return;
    const back = button('back', () => this.#back(), drawn('back'), text('back'));
    const content = details ? renderEntry(details, (other) => this.open(other)) : renderGone();
    this.element.replaceChildren(back, content);
    this.element.parentElement?.scrollTo(0, 0);
    // Readers on a keyboard, or by ear, go on where the new text begins.
    content.querySelector('h2')?.focus();
  }

  #back() {
    this.#path.pop();
    if (this.#path.length) this.#render();
    else this.#leaveForGood();
  }
}
