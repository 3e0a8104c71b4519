import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { termButton } from '../ui/parts.js';
import { text } from '../ui/text.js';

/** Terms on which the reader has written something. */
export class Notes {
  element = make('div', 'view');
  #open;

  /** @param {(id: string) => void} open an entry */
  constructor(open) {
    this.#open = open;
  }

  async enter() {
    const notes = await ask('notes');
    const rows = await ask('rows', { ids: Object.keys(notes) });
    if (!rows.length) {
      this.element.replaceChildren(make('p', 'note', text('notesEmpty')));
      return;
    }
    const collator = new Intl.Collator(text('locale'));
    rows.sort((a, b) => collator.compare(a.label, b.label));
    const items = rows.map((row) => {
      const excerpt = make('span', 'excerpt', notes[row.id]);
      return make('li', '', make('div', 'row', termButton(row, () => this.#open(row.id))), excerpt);
    });
    this.element.replaceChildren(make('ul', 'rows', ...items));
  }
}
