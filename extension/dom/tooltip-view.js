import { button, make } from './make.js';

/** @import { Card } from '../core/card.js' */

const SVG = 'http://www.w3.org/2000/svg';
const BACK = 'M10 3 5 8l5 5';
/** The mark of the extension: a line of text, and the dotted line under its term. */
export const MARK = 'M5.2 4.2h9.6M5.2 8.4h5.2M4 13.6h.01M8 13.6h.01M12 13.6h.01M16 13.6h.01';

/** @param {string} d path data @param {number} size of its square */
export function icon(d, size) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  const drawn = { d, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round' };
  for (const [name, value] of Object.entries(drawn)) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

/**
 * The senses of a term as a dialog.
 * @param {Card[]} cards
 * @param {object} actions
 * @param {(id: string) => void} actions.open shows another entry
 * @param {(() => void) | null} actions.back
 */
export function renderCards(cards, { open, back }) {
  const dialog = makeDialog(cards.map(({ label }) => label).join(', '));
  if (back) dialog.append(button('back', back, icon(BACK, 16), chrome.i18n.getMessage('back')));
  if (cards.length > 1) {
    const count = chrome.i18n.getMessage('meanings', String(cards.length));
    dialog.append(make('p', 'senses', count));
  }
  dialog.append(...cards.map((card) => renderSense(card, open)));
  return dialog;
}

/** @param {string} text that no entry explains */
export function renderNothing(text) {
  const words = chrome.i18n.getMessage('noEntry', text);
  const dialog = makeDialog(words);
  dialog.append(make('p', 'none', words));
  return dialog;
}

/** @param {string} name */
function makeDialog(name) {
  const dialog = make('div', 'card');
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-label', name);
  dialog.tabIndex = -1;
  return dialog;
}

/** @param {Card} card @param {(id: string) => void} open */
function renderSense(card, open) {
  const heading = make('h2', 'label', card.label);
  const sense = make('section', 'sense', heading);
  sense.lang = card.language;
  if (card.native) heading.append(make('span', 'native', card.native));
  if (card.expansion) sense.append(make('p', 'expansion', card.expansion));
  const definition = make('p', 'definition');
  for (const part of card.definition) {
    definition.append(
      typeof part === 'string' ? part : button('reference', () => open(part.id), part.text),
    );
  }
  sense.append(definition);
  if (card.tags.length) {
    sense.append(make('div', 'foot', ...card.tags.map((tag) => make('span', 'tag', tag))));
  }
  return sense;
}
