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
/** Tells what was asked for last from what was asked for before. */
let turn = 0;
/** The entry that was opened from a list. */
let opened = '';

/** @param {View} view */
function show(view) {
  if (shown === view) return;
  shown?.leave?.();
  shown = view;
  const held = main.contains(document.activeElement);
  main.replaceChildren(view.element);
  main.scrollTop = 0;
  // Whoever works by keyboard stays inside, at the term that was opened from here if it is there.
  if (held) (termIn(main, opened) ?? termIn(main, ''))?.focus();
}

/** @param {HTMLElement} element @param {string} id any where it is '' @returns {HTMLElement | null} */
function termIn(element, id) {
  return element.querySelector(id ? `.term[data-id="${CSS.escape(id)}"]` : '.term, .switch');
}

/** @param {string} id */
function open(id) {
  turn++;
  search.settle();
  opened = id;
  entry.open(id);
  show(entry);
}

const entry = new EntryView(() => restore());
const search = new SearchBox((query) => {
  head.classList.toggle('searching', query !== '');
  entry.forget();
  restore();
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
  const mine = ++turn;
  const view = search.query ? await showFound(search.query, open) : null;
  // What was found meanwhile is late where the reader has gone on.
  if (mine !== turn) return;
  if (view) show(view);
  else tabs.show();
}

prepare('Glosslight');
head.append(make('div', 'bar', search.element), tabs.element);
tabs.show();
ask('search', { query: '' }).then(({ total }) => search.hint(text('searchTerms', count(total))));
