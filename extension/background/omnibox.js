import { plainText } from '../core/definition.js';
import { openEntry } from './entries.js';
import { glossary } from './glossary.js';
import { readSettings } from './settings.js';

/** @import { Card } from '../core/card.js' */

/** Browsers show no more than that below the address. */
const MOST = 8;
/** UTF-16 units of an explanation there. */
const LONGEST = 110;

/** Explains terms in the address bar, after the keyword. */
export function answerOmnibox() {
  const { omnibox } = chrome;
  omnibox.onInputStarted.addListener(() => {
    omnibox.setDefaultSuggestion({ description: chrome.i18n.getMessage('omniboxHint') });
  });
  omnibox.onInputChanged.addListener(async (text, suggest) => {
    const found = await cardsFor(text);
    // The first line is always what was typed: it says what Enter would open.
    const [first, ...others] = found;
    const none = escaped(chrome.i18n.getMessage('noEntry', text.trim()));
    omnibox.setDefaultSuggestion({ description: first ? describe(first) : none });
    suggest(others.map((card) => ({ content: card.native ?? card.label, description: describe(card) })));
  });
  omnibox.onInputEntered.addListener(async (text) => {
    const [card] = await cardsFor(text);
    if (card) await openEntry(card.id);
  });
}

/** @param {string} text as it is typed */
async function cardsFor(text) {
  if (!text.trim()) return [];
  const [held, settings] = await Promise.all([glossary(), readSettings()]);
  const ids = held.search(text).slice(0, MOST).map(({ id }) => id);
  return held.cards(ids, settings, '');
}

/** @param {Card} card */
function describe({ label, native, expansion, first }) {
  const names = [native ?? label, ...(native ? [label] : []), ...(expansion ? [expansion] : [])];
  const said = plainText(first);
  const short = said.length > LONGEST ? `${said.slice(0, LONGEST - 1).trimEnd()}…` : said;
  const [name, ...others] = names.map(escaped);
  const aside = others.length ? ` (${others.join(', ')})` : '';
  return hasMarkup() ? `<match>${name}</match>${aside} <dim>${escaped(short)}</dim>` : `${name}${aside}: ${short}`;
}

/** Chromium reads a description as XML; Firefox as text. */
function hasMarkup() {
  return !('getBrowserInfo' in chrome.runtime);
}

const ENTITIES = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' });

/** @param {string} text */
function escaped(text) {
  return hasMarkup() ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]) : text;
}
