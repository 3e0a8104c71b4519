import { button, make } from '../dom/make.js';
import { drawn } from './icons.js';
import { count, text } from './text.js';

/** @import { TermOnPage } from '../dom/page-terms.js' */

/** @typedef {{id: string, label: string, native: string | null, language: string}} Row */

/**
 * A term in a list.
 * @param {Row} row @param {() => void} act @param {{title?: string, end?: string}} [more]
 */
export function termButton({ id, label, native, language }, act, { title = '', end = '' } = {}) {
  const item = button('term', act, make('span', 'label', label));
  item.dataset.id = id;
  const native_ = make('span', 'native', native ?? '');
  native_.lang = language;
  item.append(native_);
  if (end) item.append(make('span', 'count', end));
  if (title) item.title = title;
  return item;
}

/**
 * The terms of a page, in reading order, with how often each stands there.
 * @param {TermOnPage[]} terms @param {Row[]} rows
 * @param {(id: string) => void} reveal on the page
 * @param {(id: string) => void} [explain] here
 */
export function pageTerms(terms, rows, reveal, explain) {
  const counts = new Map(terms.map((term) => [term.id, term.count]));
  const items = rows.map((row) => {
    const end = count(counts.get(row.id) ?? 0);
    const item = make('li', 'row', termButton(row, () => reveal(row.id), { title: text('showOnPage'), end }));
    if (explain) item.append(iconButton('forward', text('explainTerm', row.label), () => explain(row.id)));
    return item;
  });
  return make('ul', 'rows terms', ...items);
}

/** @param {number} found */
export function termsHeading(found) {
  return make('h2', 'heading', found === 1 ? text('termCountOne') : text('termsCount', count(found)));
}

/**
 * @param {string} name @param {boolean} on @param {(on: boolean) => void} change
 */
export function makeSwitch(name, on, change) {
  const input = make('input', 'switch');
  input.type = 'checkbox';
  input.setAttribute('role', 'switch');
  if (name) input.setAttribute('aria-label', name);
  input.checked = on;
  input.addEventListener('change', () => change(input.checked));
  return input;
}

/** @param {string} host @param {boolean} on @param {(on: boolean) => void} change */
export function siteSwitch(host, on, change) {
  const input = makeSwitch('', on, change);
  const words = make('span', 'words', make('span', 'host', host), make('span', 'what', text('onThisSite')));
  return make('label', 'site', words, input);
}

/** @param {Parameters<typeof drawn>[0]} name @param {string} words @param {() => void} act */
export function iconButton(name, words, act) {
  const made = button('icon-button', act, drawn(name));
  made.setAttribute('aria-label', words);
  made.title = words;
  return made;
}

/**
 * A choice among languages, each by its own name so that whoever needs it can read it.
 * @param {string} chosen @param {string[]} languages @param {(language: string) => void} change
 */
export function languageSelect(chosen, languages, change) {
  const select = make('select', '');
  select.append(new Option(text('languageAuto'), 'auto'));
  for (const language of languages) {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
    const option = new Option(name, language);
    option.lang = language;
    select.append(option);
  }
  select.value = chosen;
  select.addEventListener('change', () => change(select.value));
  return select;
}

/**
 * Asks for access to a site; in the press itself, since browsers refuse later. The worker does the
 * rest when it hears that it was given.
 * @param {string} pattern @param {() => void} given
 */
export async function requestSite(pattern, given) {
  if (await chrome.permissions.request({ origins: [pattern] })) given();
}
