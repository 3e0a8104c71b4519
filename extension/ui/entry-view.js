import { wholeOf } from '../core/card.js';
import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { makeSwitch } from './parts.js';
import { text } from './text.js';

/** @import { Details } from '../background/entries.js' */
/** @import { Part } from '../core/definition.js' */

/** How long to wait after the last key before a note is kept, in milliseconds. */
const PAUSE = 400;

/** @typedef {{id: string, label: string}} Reference */

/**
 * All that there is to say of an entry.
 * @param {Details} details
 * @param {(id: string) => void} open another entry
 * @param {'h1' | 'h2'} [level] of its heading
 */
export function renderEntry(details, open, level = 'h2') {
  const { card } = details;
  // What readers of its language call it, then what it is called everywhere: as in the tooltip.
  const heading = make(level, 'entry-label', card.native ?? card.label);
  heading.tabIndex = -1;
  const article = make('article', 'entry', heading);
  article.lang = card.language;
  if (card.native) heading.append(' ', english('span', 'entry-native', card.label));
  if (card.expansion) article.append(english('p', 'entry-expansion', card.expansion));
  article.append(paragraph(wholeOf(card, card.language), open));
  if (card.english) {
    const also = paragraph(wholeOf(card.english, 'en'), open);
    also.lang = 'en';
    also.classList.add('entry-english');
    article.append(also);
  }
  if (card.tags.length) {
    article.append(make('p', 'tags', ...card.tags.map((tag) => make('span', 'tag', tag))));
  }
  article.append(facts(details, open), personal(details), source(details));
  return article;
}

/** @param {'p' | 'span'} name @param {string} className @param {string} words */
function english(name, className, words) {
  const element = make(name, className, words);
  element.lang = 'en';
  return element;
}

/** @param {Part[]} parts @param {(id: string) => void} open */
function paragraph(parts, open) {
  const definition = make('p', 'entry-definition');
  for (const part of parts) {
    definition.append(typeof part === 'string' ? part : button('link', () => open(part.id), part.text));
  }
  return definition;
}

/** @param {Details} details @param {(id: string) => void} open */
function facts({ card, aliases, names, broader, narrower, homonyms, links }, open) {
  const list = make('dl', 'facts');
  /** @param {string} name @param {Node[]} values */
  const add = (name, values) => {
    if (!values.length) return;
    const title = make('dt', '', name);
    title.lang = text('locale');
    // Spaces between, so that lines break there, and copied they are words of their own.
    list.append(title, make('dd', '', ...values.flatMap((value) => [value, ' '])));
  };
  /** @param {Reference[]} entries */
  const references = (entries) =>
    entries.map(({ id, label }) => make('span', 'item', button('link', () => open(id), label)));
  add(text('alsoCalled'), aliases.map((alias) => make('span', 'item', alias)));
  add(text('otherLanguages'), names.filter(({ language }) => language !== card.language).map(nameIn));
  add(text('broader'), references(broader ? [broader] : []));
  add(text('narrower'), references(narrower));
  add(text('related'), references(card.related));
  add(text('homonyms'), references(homonyms));
  add(text('readMore'), links.map(outward));
  return list;
}

/** @param {{language: string, labels: string[]}} name */
function nameIn({ language, labels }) {
  const item = make('span', 'item', labels.join(language === 'zh' ? '、' : ', '));
  item.lang = language;
  return item;
}

/** @param {{url: string, title: string}} link */
function outward({ url, title }) {
  const anchor = make('a', '', title);
  // The pack was checked; a page that shows links checks all the same.
  if (/^https?:\/\//.test(url)) anchor.href = url;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return make('span', 'outward', anchor);
}

/** @param {Details} details what the reader may add: a note, and that the term is known */
function personal({ card, known, note }) {
  const area = make('textarea', '');
  area.value = note;
  area.placeholder = text('notePlaceholder');
  area.rows = 2;
  area.maxLength = 10_000;
  const state = make('span', 'state');
  state.setAttribute('role', 'status');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const keep = async () => {
    clearTimeout(timer);
    timer = undefined;
    await ask('note', { id: card.id, text: area.value });
    state.textContent = text('noteSaved');
  };
  area.addEventListener('input', () => {
    state.textContent = '';
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  // Whoever leaves at once loses nothing.
  area.addEventListener('change', keep);
  area.addEventListener('blur', () => timer && keep());
  addEventListener('pagehide', () => timer && keep(), { once: true });
  const noteLabel = make('label', 'own-note', make('span', 'name', text('yourNote'), state), area);
  const words = make('span', 'words', text('knowTerm'), make('span', 'hint', text('knowTermHint')));
  const isKnown = makeSwitch('', known, (on) => ask('know', { id: card.id, known: on }));
  const part = make('section', 'personal', noteLabel, make('label', 'known', words, isKnown));
  part.lang = text('locale');
  return part;
}

/** @param {Details} details */
function source({ own, glossary: { title, license, attribution } }) {
  const words = own ? text('ownSource') : text('glossarySource', [title, license || attribution]);
  const part = make('p', 'source', words);
  part.lang = text('locale');
  return part;
}

/** What stands where there is no such entry. */
export function renderGone() {
  return make('p', 'note', text('entryGone'));
}
