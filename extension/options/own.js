import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { saveFile, today } from '../ui/files.js';
import { drawn } from '../ui/icons.js';
import { iconButton } from '../ui/parts.js';
import { text } from '../ui/text.js';
import { loadOwnFile } from './own-file.js';
import { ownForm } from './own-form.js';
import { makePart, makeSaid } from './parts.js';

/** @import { OwnEntry } from '../core/own-terms.js' */

export async function ownPart() {
  const box = make('div', 'box');
  await new OwnTerms(box).refresh();
  return makePart('own-terms', text('ownTerms'), text('ownHint'), box);
}

/** The user's own terms: listed, written, loaded from a file, saved as one. */
class OwnTerms {
  #box;
  #said = makeSaid();

  /** @param {HTMLElement} box */
  constructor(box) {
    this.#box = box;
  }

  async refresh() {
    const entries = await ask('own');
    const list = make('div', 'listed', ...entries.toReversed().map((entry) => this.#item(entry)));
    const add = button('button', () => this.#edit(), text('ownAdd'));
    const load = button('button', () => loadOwnFile(this.#said, () => this.refresh()), text('ownLoad'));
    const actions = make('div', 'actions', add, load);
    if (entries.length) actions.append(button('button', () => save(entries), drawn('download'), text('ownSaveFile')));
    const foot = make('div', 'pad', actions, make('p', 'hint', text('ownLoadHint')), this.#said.element);
    this.#box.replaceChildren(...(entries.length ? [list] : []), foot);
  }

  /** @param {OwnEntry} entry */
  #item(entry) {
    const { id, label, definition } = entry;
    const words = make('div', 'words', label, make('span', 'excerpt', Object.values(definition)[0]));
    const edit = iconButton('edit', text('ownEdit', label), () => this.#edit(entry));
    const remove = iconButton('remove', text('ownDelete', label), async () => {
      await ask('removeOwn', { id });
      const undo = button('link', async () => {
        await ask('addOwn', { entries: [entry] });
        this.#said.say();
        await this.refresh();
      }, text('undo'));
      this.#said.say(`${text('ownDeleted', label)} `, undo);
      await this.refresh();
      undo.focus();
    });
    return make('div', 'line', words, edit, remove);
  }

  /** @param {OwnEntry} [entry] a new one where none is given */
  #edit(entry) {
    this.#said.say();
    const form = ownForm(entry, () => this.refresh());
    this.#box.replaceChildren(make('div', 'pad', form));
    form.querySelector('input')?.focus();
  }
}

/** @param {OwnEntry[]} entries */
function save(entries) {
  saveFile(`glosslight-terms-${today()}.json`, `${JSON.stringify(entries, null, 2)}\n`, 'application/json');
}
