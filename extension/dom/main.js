import { Matcher } from '../core/matcher.js';
import { Explainer } from './explainer.js';
import { Hits } from './hits.js';
import { Hover } from './hover.js';
import { Painter } from './painter.js';
import { later } from './later-link.js';
import { reveal, summary } from './page-terms.js';
import { takeOverMarks } from './saved-page.js';
import { Scanner } from './scanner.js';
import { Scope } from './scope.js';
import { Selection } from './selection.js';
import { OrphanedError, ask, isOrphaned } from './worker-link.js';

/** @import { State } from '../background/messages.js' */

const TAKEOVER = 'glosslight-takeover';
const TOOLTIP = 'glosslight-tooltip';

/** What works on this page now; null where it is switched off. @type {Session | null} */
let session = null;
/** Ends all, for good: another life of the extension is here. */
const life = new AbortController();

/** @typedef {{hits: Hits, explainer: Explainer, selection: Selection, controller: AbortController}} Session */

/** Starts on this page, unless it is switched off, and follows the switch from then on. */
export async function start() {
  // What an update left behind lives in a world of its own: an event reaches it, or, where the
  // browser has ended it already, only its tooltip is left.
  document.dispatchEvent(new Event(TAKEOVER));
  for (const left of document.querySelectorAll(TOOLTIP)) left.remove();
  document.addEventListener(TAKEOVER, () => isOrphaned() && end(), { signal: life.signal });
  chrome.storage.onChanged.addListener(follow);
  chrome.runtime.onMessage.addListener(answer);
  await follow();
}

function end() {
  session?.controller.abort();
  session = null;
  life.abort();
}

async function follow() {
  try {
    const state = await ask('state');
    if (session) session.selection.offers = state.selectionButton;
    if (state.on && !session) await attach(state);
    else if (!state.on) {
      session?.controller.abort();
      session = null;
    }
  } catch (error) {
    if (!(error instanceof OrphanedError)) throw error;
    end();
  }
}

/** @param {State} state */
async function attach({ common, host, selectionButton }) {
  const controller = new AbortController();
  const { signal } = controller;
  const hits = new Hits();
  // Taken at once, so that a second call while the forms are under way does not attach twice.
  const explainer = new Explainer(signal, end);
  const selection = new Selection(explainer, signal);
  selection.offers = selectionButton;
  session = { hits, explainer, selection, controller };
  const data = await ask('forms');
  if (signal.aborted) return;
  new Hover(hits, explainer, signal);
  takeOverMarks(explainer, signal);
  const painter = new Painter(hits, signal);
  const matcher = new Matcher(data);
  const scope = new Scope(data.rules.scope);
  await new Scanner({ matcher, scope, hits, painter, common, host, signal }).start();
}

/**
 * Answers the popup and the context menu.
 * @param {{type: string, text?: string, id?: string, name?: string}} message
 * @param {chrome.runtime.MessageSender} _sender
 * @param {(answer: unknown) => void} respond
 */
function answer(message, _sender, respond) {
  if (message.type === 'summary') respond({ result: session ? summary(session.hits) : [] });
  else if (message.type === 'reveal') {
    respond({ result: session ? reveal(session.hits, message.id ?? '') : false });
  } else if (message.type === 'define') {
    respond({ result: true });
    session?.selection.define(message.text);
  } else if (message.type === 'command') {
    respond({ result: session !== null && isFocused() });
    if (session && isFocused()) obey(message.name ?? '', session);
  }
}

/** @param {string} name @param {Session} current */
function obey(name, current) {
  return current.explainer.guard(async () => {
    const { command } = await later();
    await command(name, current);
  });
}

/** Whether a command is for this frame: the one that is worked in, or the page if none is. */
function isFocused() {
  if (!document.hasFocus()) return window === top;
  return !(document.activeElement instanceof HTMLIFrameElement);
}

/** Every hit on this page; none where it is switched off. */
export const currentHits = () => session?.hits;
