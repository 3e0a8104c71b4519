import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { count, prepare, text } from '../ui/text.js';
import { EntryView } from './entry.js';
import { Here } from './here.js';
import { LookedUp } from './looked-up.js';
import { Notes } from './notes.js';
import { SearchBox, showFound } from './search.js';
import { Tabs } from './tabs.js';

/**
 * What one sees of the panel: told when it is shown, and when another takes its place.
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {() => void} [enter]
 * @property {() => void} [leave]
 */

const head = /** @type {HTMLElement} */ (document.getElementById('head'));
const main = /** @type {HTMLElement} */ (document.getElementById('main'));

/** @type {View | null} */
let shown = null;

/** @param {View} view */
function show(view) {
  if (shown === view) return;
  shown?.leave?.();
  shown = view;
  main.replaceChildren(view.element);
  main.scrollTop = 0;
}

/** @param {string} id */
function open(id) {
  entry.open(id);
  show(entry);
}

const entry = new EntryView(() => restore());
const search = new SearchBox(async (query) => {
  head.classList.toggle('searching', query !== '');
  entry.forget();
  if (!query) restore();
  else show(await showFound(query, open));
});
const tabs = new Tabs(
  [
    { name: text('tabHere'), make: () => new Here(open) },
    { name: text('tabLookedUp'), make: () => new LookedUp(open) },
    { name: text('tabNotes'), make: () => new Notes(open) },
  ],
  main,
  (view) => show(view),
);

/** Back from an entry, or from a search, to where one was. */
async function restore() {
  if (search.query) show(await showFound(search.query, open));
  else tabs.show();
}

prepare('Glosslight');
head.append(make('div', 'bar', search.element), tabs.element);
tabs.show();
ask('search', { query: '' }).then(({ total }) => search.hint(text('searchTerms', count(total))));
