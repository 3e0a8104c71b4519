import { cardText } from '../core/card.js';
import { copyText } from './copying.js';
import { pageCards } from './page-glossary.js';
import { renderCards, renderNotice, renderQuestion } from './tooltip-view.js';
import { ask } from './worker-link.js';

/** @import { Card } from '../core/card.js' */
/** @import { Tooltip } from './tooltip.js' */

/** @typedef {{cards: Card[], lead: string}} Page */

/** What a tooltip says and what a reader can do with it: entries, one after another, and back. */
export class Explanation {
  #tooltip;
  /** Shown before, to go back to. @type {Page[]} */
  #history = [];
  /** @type {Page} */
  #page = { cards: [], lead: '' };
  /** Whether readers on this page want the whole of each definition. */
  #whole = false;

  /** @param {Tooltip} tooltip */
  constructor(tooltip) {
    this.#tooltip = tooltip;
  }

  /** @param {Card[]} cards @param {string} lead */
  start(cards, lead) {
    this.#history = [];
    this.#page = { cards, lead };
    this.#render();
  }

  #render() {
    const { cards, lead } = this.#page;
    const before = this.#history.at(-1);
    const options = {
      open: (/** @type {string} */ id) => this.#openEntry(id),
      whole: this.#whole,
      onWhole: (/** @type {boolean} */ whole) => {
        this.#whole = whole;
        this.#tooltip.follow(true);
      },
      back: before ? () => this.#goBack() : null,
      backTo: before?.cards.map(({ native, label }) => native ?? label).join(', ') ?? '',
      know: (/** @type {string[]} */ ids) => this.#know(ids),
      off: () => this.#askOff(),
      copy: () => this.#copy(),
      pin: () => this.#tooltip.togglePin(),
      pinned: this.#tooltip.pinned,
      more: (/** @type {string} */ id) => ask('open', { id }),
    };
    this.#tooltip.show(renderCards(cards, options, lead));
  }

  /** @param {string} id */
  async #openEntry(id) {
    const asked = this.#tooltip.ask();
    const cards = await cardsFor([id], this.#tooltip.language);
    if (!this.#tooltip.isAsked(asked) || !cards.length) return;
    this.#history.push(this.#page);
    this.#page = { cards, lead: '' };
    this.#render();
  }

  #goBack() {
    this.#page = this.#history.pop() ?? this.#page;
    this.#render();
  }

  /** @param {string[]} ids */
  async #know(ids) {
    // What is done here is read here: it stays, though the pointer may go.
    this.#tooltip.pinned = true;
    await setKnown(ids, true);
    this.#notice(chrome.i18n.getMessage('nowKnown'), async () => {
      await setKnown(ids, false);
      this.#render();
    });
  }

  async #copy() {
    const copied = await copyText(this.#page.cards.map(cardText).join('\n\n'));
    this.#notice(copied ? chrome.i18n.getMessage('copied') : chrome.i18n.getMessage('notCopied'), null);
  }

  async #askOff() {
    this.#tooltip.pinned = true;
    const { host } = await ask('state');
    const words = {
      question: chrome.i18n.getMessage('turnOffHere', host),
      hint: chrome.i18n.getMessage('turnOffHint'),
      yes: chrome.i18n.getMessage('turnOff'),
    };
    const off = () => ask('switch', { host, on: false });
    this.#tooltip.show(renderQuestion(words, off, () => this.#render()));
  }

  /** Says in the foot what was done. @param {string} words @param {(() => void) | null} undo */
  #notice(words, undo) {
    const foot = this.#tooltip.find('.foot');
    if (!foot) return;
    renderNotice(foot, words, undo);
    this.#tooltip.say(words);
  }
}

/**
 * What the glossary says of entries, else the page itself.
 * @param {string[]} ids @param {string} language of the text
 */
export async function cardsFor(ids, language) {
  const cards = await ask('entry', { ids, language });
  const known = new Set(cards.map(({ id }) => id));
  return [...cards, ...pageCards(ids.filter((id) => !known.has(id)))];
}

/** @param {string[]} ids @param {boolean} known */
async function setKnown(ids, known) {
  for (const id of ids) await ask('know', { id, known });
}
