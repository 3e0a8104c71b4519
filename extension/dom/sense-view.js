import { icon } from './icons.js';
import { button, make } from './make.js';

/** @import { Card, Said } from '../core/card.js' */
/** @import { Part } from '../core/definition.js' */

/** More than that is a list to study, not to glance at. */
const MOST_RELATED = 6;

/**
 * How to show a sense, wherever it is shown.
 * @typedef {object} SenseOptions
 * @property {(id: string) => void} open another entry, here
 * @property {boolean} [whole] show all of it from the start
 * @property {(whole: boolean) => void} [onWhole] called when the reader wants more of it, or less
 */

/**
 * One sense: names, the first sentence, and the rest for who wants it.
 * @param {Card} card
 * @param {SenseOptions} options
 */
export function renderSense(card, { open, whole = false, onWhole }) {
  const sense = make('section', 'sense', renderNames(card));
  sense.lang = card.language;
  if (card.expansion) sense.append(inLanguage(make('p', 'expansion', card.expansion), 'en', card));
  sense.append(...renderSaid(card, 'definition', open));
  if (card.english) sense.append(...renderSaid(card.english, 'english', open).map((p) => inLanguage(p, 'en', card)));
  if (card.note) sense.append(make('p', 'note', card.note));
  if (card.related.length) sense.append(renderRelated(card, open));
  if (hasMore(card) && onWhole) sense.append(renderSwitch(sense, whole, onWhole));
  if (!whole && onWhole) sense.classList.add('short');
  if (card.tags.length) sense.append(make('p', 'tags', ...spaced(card.tags.map((tag) => make('span', 'tag', tag)))));
  const source = sourceOf(card);
  if (source) sense.append(make('p', 'source', source));
  return sense;
}

/** @param {Card} card */
const hasMore = ({ rest, related, english }) => rest.length + related.length + (english?.rest.length ?? 0) > 0;

/** What readers of its language call it, then what it is called everywhere. @param {Card} card */
function renderNames({ label, native, language }) {
  const heading = make('h2', 'label', native ?? label);
  if (native) {
    const other = make('span', 'native', label);
    if (language !== 'en') other.lang = 'en';
    heading.append(' ', other);
  }
  return heading;
}

/** @param {Said} said @param {string} name @param {(id: string) => void} open */
function renderSaid({ first, rest }, name, open) {
  const parts = (/** @type {Part[]} */ some) =>
    some.map((part) => (typeof part === 'string' ? part : button('reference', () => open(part.id), part.text)));
  const paragraphs = [make('p', name, ...parts(first))];
  if (rest.length) paragraphs.push(make('p', `${name} rest`, ...parts(rest)));
  return paragraphs;
}

/** @param {Card} card @param {(id: string) => void} open */
function renderRelated({ related }, open) {
  const links = related.slice(0, MOST_RELATED).map(({ id, label }) => button('reference', () => open(id), label));
  return make('p', 'related rest', make('span', 'title', chrome.i18n.getMessage('seeAlso')), ...spaced(links));
}

/** @param {HTMLElement} sense @param {boolean} whole @param {(whole: boolean) => void} onWhole */
function renderSwitch(sense, whole, onWhole) {
  const words = make('span', '');
  const show = (/** @type {boolean} */ all) => {
    sense.classList.toggle('short', !all);
    words.textContent = all ? chrome.i18n.getMessage('readLess') : chrome.i18n.getMessage('readOn');
    turn.ariaExpanded = String(all);
  };
  const turn = button('turn', () => {
    const all = sense.classList.contains('short');
    show(all);
    onWhole(all);
  }, words, icon('down'));
  show(whole);
  return turn;
}

/** @param {Card} card */
function sourceOf({ source, from }) {
  if (source === 'own') return chrome.i18n.getMessage('ownTerm');
  if (source === 'page') return chrome.i18n.getMessage('fromPage');
  return from ? chrome.i18n.getMessage('fromServer', from) : '';
}

/** @param {HTMLElement} element @param {string} language @param {Card} card */
function inLanguage(element, language, card) {
  if (card.language !== language) element.lang = language;
  return element;
}

/** Spaces between, so that copied and spoken they are words of their own. @param {HTMLElement[]} elements */
function spaced(elements) {
  return elements.flatMap((element, at) => (at ? [' ', element] : [element]));
}
