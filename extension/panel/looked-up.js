import { wholeOf } from '../core/card.js';
import { ankiCsv } from '../core/csv.js';
import { plainText } from '../core/definition.js';
import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { saveFile, today } from '../ui/files.js';
import { drawn } from '../ui/icons.js';
import { iconButton, termButton } from '../ui/parts.js';
import { text } from '../ui/text.js';

/** @import { Lookup } from '../background/lookups.js' */
/** @import { AnkiCard } from '../core/csv.js' */

/** What was looked up, the newest first; kept in this browser alone. */
export class LookedUp {
  element = make('div', 'view');
  #open;

  /** @param {(id: string) => void} open an entry */
  constructor(open) {
    this.#open = open;
  }

  async enter() {
    const [lookups, { settings }] = await Promise.all([ask('lookups'), ask('settings')]);
    const ids = lookups.flatMap(({ id }) => id ?? []);
    const rows = new Map((await ask('rows', { ids })).map((row) => [row.id, row]));
    const items = lookups.map((lookup) => this.#item(lookup, rows.get(lookup.id ?? '')));
    this.element.replaceChildren();
    if (!settings.keepLookups) this.element.append(make('p', 'note', text('lookupsOff')));
    else if (!lookups.length) this.element.append(make('p', 'note', text('lookupsEmpty')));
    if (lookups.length) this.element.append(make('ul', 'rows', ...items), this.#actions(rows.size > 0));
  }

  /** @param {Lookup} lookup @param {import('../ui/parts.js').Row} [row] */
  #item(lookup, row) {
    const { text: words } = lookup;
    const name = row?.label ?? words;
    const forget = iconButton('close', text('forgetOne', name), async () => {
      await ask('forget', { gone: lookup });
      await this.enter();
    });
    const { id } = row ?? {};
    if (row && id) return make('li', 'row', termButton(row, () => this.#open(id)), forget);
    const unknown = make('span', 'term plain', make('span', 'label', words));
    unknown.append(make('span', 'native', text('notInGlossary')));
    return make('li', 'row', unknown, forget);
  }

  /** @param {boolean} canExport */
  #actions(canExport) {
    const actions = make('div', 'actions');
    if (canExport) actions.append(button('button', exportForAnki, drawn('download'), text('exportAnki')));
    let isSure = false;
    const clear = button('button', async () => {
      if (!isSure) {
        isSure = true;
        clear.textContent = text('clearSure');
        clear.classList.add('danger');
        return;
      }
      await ask('forget');
      await this.enter();
    }, text('clearList'));
    clear.addEventListener('blur', () => {
      isSure = false;
      clear.textContent = text('clearList');
      clear.classList.remove('danger');
    });
    actions.append(clear);
    return actions;
  }
}

async function exportForAnki() {
  const ids = (await ask('lookups')).flatMap(({ id }) => id ?? []);
  const cards = [];
  for (const id of ids) {
    const details = await ask('details', { id });
    if (details) cards.push(ankiCard(details));
  }
  saveFile(`glosslight-${today()}.csv`, ankiCsv(cards), 'text/csv');
}

/**
 * @param {import('../background/entries.js').Details} details
 * @returns {AnkiCard}
 */
function ankiCard({ card, note }) {
  const names = [card.native, card.expansion].filter(Boolean).join(' · ');
  const definition = plainText(wholeOf(card, card.language));
  const english = card.english ? plainText(wholeOf(card.english, 'en')) : '';
  const back = [names, definition, english, note].filter(Boolean).join('\n\n');
  return { id: card.id, front: card.label, back, tags: ['Glosslight', ...card.tags] };
}
