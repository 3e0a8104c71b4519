import { LONGEST, fieldTarget, middleOfView, selectionTarget } from './selection-target.js';
import { ask } from './worker-link.js';

/** @import { Found } from '../background/define.js' */
/** @import { Target } from './hit-test.js' */
/** @import { Tooltip } from './tooltip.js' */

/** An answer that is there sooner needs no word about the wait; in milliseconds. */
const AT_ONCE = 200;
/** UTF-16 units of a text that are looked up at all: a sentence or two. */
const MOST = 400;

/**
 * Looks up what is selected, in a field too, or the text that the browser says is.
 * @param {Tooltip} tooltip
 * @param {string | undefined} text
 * @param {boolean} focus whether the keyboard goes into the answer
 */
export function define(tooltip, text, focus) {
  const selected = fieldTarget() ?? selectionTarget(true) ?? { text: '', target: null, end: {}, context: '' };
  return lookUp(tooltip, { ...selected, text: text ?? selected.text }, focus);
}

/**
 * Looks a text up, first in the glossary, then at the server that the reader has set, and shows
 * what came of it.
 * @param {Tooltip} tooltip
 * @param {{text: string, target: Target | null, end: {x?: number, y?: number}, context: string}} selected
 * @param {boolean} focus whether the keyboard goes into the answer
 */
export async function lookUp(tooltip, { text, target, end, context }, focus) {
  const words = text.trim().slice(0, MOST);
  const place = target ?? middleOfView();
  const how = { ...end, pinned: true, focus };
  const said = shorten(words);
  if (!words) {
    tooltip.showWords(chrome.i18n.getMessage('selectFirst'), '', place, how);
    return;
  }
  const waiting = setTimeout(() => {
    tooltip.showWords(chrome.i18n.getMessage('lookingUp', said), '', place, how);
  }, AT_ONCE);
  try {
    const question = { text: words, language: place.language, host: location.hostname, context };
    const found = await ask('lookup', question);
    clearTimeout(waiting);
    const about = aboutServer(found);
    if (found.cards.length) {
      const lead = [leadOf(found, said), found.error ? about : ''].filter(Boolean).join(' · ');
      tooltip.showCards(found.cards, place, { ...how, lead });
    } else tooltip.showWords(chrome.i18n.getMessage('noEntry', said), about, place, how);
  } finally {
    clearTimeout(waiting);
  }
}

/** @param {Found} found @param {string} text */
function leadOf({ match, cards }, text) {
  if (match === 'close') return chrome.i18n.getMessage('closeTo', text);
  return match === 'within' && cards.length > 1 ? chrome.i18n.getMessage('within', text) : '';
}

/** What there is to say of the server that was asked too, if one was. @param {Found} found */
function aboutServer({ server, error }) {
  if (!server) return '';
  if (!error) return chrome.i18n.getMessage('serverHasNone', server);
  if (error === 'offline') return chrome.i18n.getMessage('serverOffline', server);
  if (error === 'timeout') return chrome.i18n.getMessage('serverTimeout', server);
  if (error === 'unauthorized') return chrome.i18n.getMessage('serverUnauthorized', server);
  return chrome.i18n.getMessage('serverFailed', [server, error]);
}

/** @param {string} text */
function shorten(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}
