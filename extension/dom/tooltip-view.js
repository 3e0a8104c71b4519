import { icon } from './icons.js';
import { button, make } from './make.js';
import { renderSense } from './sense-view.js';

/** @import { Card } from '../core/card.js' */
/** @import { SenseOptions } from './sense-view.js' */
/** @import { ICONS } from './icons.js' */

/**
 * What a reader can do in the tooltip. What is null is not offered.
 * @typedef {object} Actions
 * @property {(() => void) | null} back
 * @property {string} backTo what one goes back to
 * @property {(ids: string[]) => void} know
 * @property {() => void} off asks whether to turn the site off
 * @property {() => void} copy
 * @property {() => void} pin
 * @property {boolean} pinned
 * @property {(id: string) => void} more opens an entry's page
 */

/**
 * The senses of a term as a dialog, side by side where there is room.
 * @param {Card[]} cards
 * @param {SenseOptions & Actions} options
 * @param {string} lead what to say before them; else, how many there are
 */
export function renderCards(cards, options, lead) {
  const dialog = makeDialog(cards.map(({ label }) => label).join(', '));
  if (options.back) {
    const back = button('back', options.back, icon('back'), make('span', '', options.backTo));
    back.ariaLabel = `${chrome.i18n.getMessage('back')}: ${options.backTo}`;
    dialog.append(back);
  }
  if (!lead && cards.length > 1) lead = chrome.i18n.getMessage('meanings', String(cards.length));
  if (lead) dialog.append(make('p', 'lead', lead));
  const senses = cards.map((card) => {
    const sense = renderSense(card, options);
    if (cards.length > 1 && hasPage(card)) sense.append(renderMore(card, options));
    return sense;
  });
  dialog.append(make('div', 'senses', ...senses), renderFoot(cards, options));
  dialog.classList.toggle('several', cards.length > 1);
  dialog.style.setProperty('--senses', String(cards.length));
  const first = dialog.querySelector('.definition');
  if (first) {
    first.id = 'definition';
    dialog.setAttribute('aria-describedby', first.id);
  }
  return dialog;
}

/** Words instead of an entry: that there is none, that one is being asked for, what went wrong.
 * @param {string} words @param {string} [more] */
export function renderWords(words, more = '') {
  const dialog = makeDialog(words);
  dialog.append(make('p', 'none', words));
  if (more) dialog.append(make('p', 'why', more));
  return dialog;
}

/**
 * A question before something that is not undone here.
 * @param {{question: string, hint: string, yes: string}} words
 * @param {() => void} act @param {() => void} cancel
 */
export function renderQuestion({ question, hint, yes }, act, cancel) {
  const dialog = makeDialog(question);
  const no = button('choice', cancel, chrome.i18n.getMessage('cancel'));
  dialog.append(
    make('p', 'question', question),
    make('p', 'hint', hint),
    make('p', 'choices', button('choice strong', act, yes), ' ', no),
  );
  return dialog;
}

/**
 * Says in a foot what was done there, in place of what one can do.
 * @param {Element} foot @param {string} words @param {(() => void) | null} undo
 */
export function renderNotice(foot, words, undo) {
  const said = make('span', 'said', words);
  if (undo) foot.replaceChildren(said, button('more', undo, chrome.i18n.getMessage('undo')));
  else {
    foot.querySelector('.said')?.remove();
    foot.querySelector('.tools')?.append(said);
  }
}

/** @param {() => void} act */
export function renderOffer(act) {
  const offer = button('offer', act, icon('mark'));
  offer.ariaLabel = offer.title = chrome.i18n.getMessage('explainSelection');
  return offer;
}

/** @param {string} name */
function makeDialog(name) {
  const dialog = make('div', 'card');
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-label', name);
  dialog.tabIndex = -1;
  return dialog;
}

/** @param {Card} card */
const hasPage = ({ source }) => source !== 'page';

/** @param {Card[]} cards @param {Actions} actions */
function renderFoot(cards, actions) {
  const tools = make('div', 'tools');
  const ids = cards.filter(hasPage).map(({ id }) => id);
  if (ids.length) tools.append(tool('know', chrome.i18n.getMessage('knowTerm'), () => actions.know(ids)));
  tools.append(tool('off', chrome.i18n.getMessage('notHere'), actions.off));
  tools.append(tool('copy', chrome.i18n.getMessage('copy'), actions.copy));
  const pin = tool('pin', chrome.i18n.getMessage('pin'), actions.pin);
  pin.ariaPressed = String(actions.pinned);
  tools.append(pin);
  const foot = make('footer', 'foot', tools);
  if (cards.length === 1 && ids.length) foot.append(renderMore(cards[0], actions));
  return foot;
}

/** @param {keyof typeof ICONS} name @param {string} title @param {() => void} act */
function tool(name, title, act) {
  const made = button(`tool ${name}`, act, icon(name));
  made.ariaLabel = made.title = title;
  return made;
}

/** @param {Card} card @param {Actions} actions */
function renderMore({ id, label }, { more }) {
  const link = button('more', () => more(id), chrome.i18n.getMessage('moreAbout'), icon('more'));
  link.setAttribute('aria-label', chrome.i18n.getMessage('moreAboutTerm', label));
  return link;
}
