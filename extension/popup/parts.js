import { button, make } from '../dom/make.js';

/** @import { Card } from '../core/card.js' */
/** @import { TermOnPage } from '../dom/page-terms.js' */

const text = chrome.i18n.getMessage;

/** @param {string} host @param {boolean} on @param {(on: boolean) => void} change */
export function renderSite(host, on, change) {
  const input = make('input', 'switch');
  input.type = 'checkbox';
  input.setAttribute('role', 'switch');
  input.checked = on;
  input.addEventListener('change', () => change(input.checked));
  const what = make('span', 'what', text('onThisSite'));
  const words = make('span', 'words', make('span', 'host', host), what);
  return { element: make('label', 'site', words, input), input };
}

/** @param {TermOnPage[]} terms @param {Card[]} cards @param {(id: string) => void} reveal */
export function renderTerms(terms, cards, reveal) {
  const counts = new Map(terms.map(({ id, count }) => [id, count]));
  const list = make('ul', 'terms');
  for (const { id, label, native, language } of cards) {
    const item = button('term', () => reveal(id), make('span', 'label', label));
    item.append(make('span', 'native', native ?? ''), make('span', 'count', String(counts.get(id))));
    item.lang = language;
    item.title = text('showOnPage');
    list.append(make('li', '', item));
  }
  const heading = make('h2', '', text('termsHere'), make('span', 'count', String(cards.length)));
  const part = document.createDocumentFragment();
  part.append(heading, list);
  return part;
}

/** @param {string} chosen @param {string[]} languages @param {(language: string) => void} change */
export function renderLanguage(chosen, languages, change) {
  const select = make('select', '');
  select.append(new Option(text('languageAuto'), 'auto'));
  for (const language of languages) {
    // Each by its own name, so that whoever needs it can read it.
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
    select.append(new Option(name, language));
  }
  select.value = chosen;
  select.addEventListener('change', () => change(select.value));
  return make('footer', '', make('label', '', `${text('language')} `, select));
}
