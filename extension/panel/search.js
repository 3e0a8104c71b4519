import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { drawn } from '../ui/icons.js';
import { termButton } from '../ui/parts.js';
import { count, text } from '../ui/text.js';

/** @import { View } from './panel.js' */

/** Milliseconds; fast enough to seem immediate, slow enough not to search for every letter. */
const PAUSE = 80;

/** Where one types what to look for. */
export class SearchBox {
  #input = make('input', 'field');
  #asked = 0;

  /** @param {(query: string) => void} find called with '' when the box is emptied */
  constructor(find) {
    this.#input.type = 'search';
    this.#input.spellcheck = false;
    this.#input.autocomplete = 'off';
    this.element = make('div', 'search', drawn('search'), this.#input);
    this.element.setAttribute('role', 'search');
    this.#input.addEventListener('input', (event) => {
      if (/** @type {InputEvent} */ (event).isComposing) return;
      this.#soon(find);
    });
    this.#input.addEventListener('compositionend', () => this.#soon(find));
    this.#input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing || !this.#input.value) return;
      event.preventDefault();
      this.#input.value = '';
      this.#soon(find);
    });
  }

  get query() {
    return this.#input.value.trim();
  }

  /** What was typed last is no longer waited for. */
  settle() {
    this.#asked++;
  }

  /** @param {string} words */
  hint(words) {
    this.#input.placeholder = words;
    this.#input.setAttribute('aria-label', words);
  }

  /** @param {(query: string) => void} find */
  #soon(find) {
    const asked = ++this.#asked;
    setTimeout(() => asked === this.#asked && find(this.query), PAUSE);
  }
}

/**
 * @param {string} query @param {(id: string) => void} open
 * @returns {Promise<View>}
 */
export async function showFound(query, open) {
  const { rows, found } = await ask('search', { query });
  const element = make('div', 'view');
  const heading = make('p', 'heading', text('foundCount', count(found)));
  heading.setAttribute('role', 'status');
  const list = rows.map((row) => make('li', 'row', termButton(row, () => open(row.id))));
  if (rows.length) element.append(heading, make('ul', 'rows', ...list));
  else {
    const nothing = make('p', 'note', text('nothingFound', query));
    nothing.setAttribute('role', 'status');
    element.append(nothing);
  }
  return { element };
}
