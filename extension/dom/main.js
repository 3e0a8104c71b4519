import { later } from './later-link.js';
import { marks, reveal, summary } from './page-terms.js';
import { Session } from './session.js';
import { OrphanedError, ask, isOrphaned } from './worker-link.js';

/** @import { State } from '../background/messages.js' */

const TAKEOVER = 'glosslight-takeover';
const TOOLTIP = 'glosslight-tooltip';

/** What works on this page now; null where it is switched off. @type {Session | null} */
let session = null;
/** Ends all, for good: another life of the extension is here. */
const life = new AbortController();

/** Starts on this page, unless it is switched off, and follows the switch from then on. */
export async function start() {
  // What an update left behind lives in a world of its own: an event reaches it, or, where the
  // browser has ended it already, only its tooltip is left.
  document.dispatchEvent(new Event(TAKEOVER));
  for (const left of document.querySelectorAll(TOOLTIP)) left.remove();
  document.addEventListener(TAKEOVER, () => isOrphaned() && end(), { signal: life.signal });
  chrome.storage.onChanged.addListener(follow);
  chrome.runtime.onMessage.addListener(answer);
  await guarded(async () => {
    const early = await askedEarly();
    const begun = attach(early ?? (await ask('state')));
    // What was asked before the page was there may have changed since.
    if (early) await apply(await ask('state'));
    await begun;
  });
}

/**
 * The answer to what early.js asked, if it did and there is one.
 * @returns {Promise<State | undefined>}
 */
async function askedEarly() {
  const scope = /** @type {{glosslightEarly?: Promise<any>}} */ (globalThis);
  const answer = await scope.glosslightEarly;
  delete scope.glosslightEarly;
  return answer?.result;
}

function end() {
  session?.end();
  session = null;
  life.abort();
}

/** Does as the settings now say. */
async function follow() {
  await guarded(async () => apply(await ask('state')));
}

/** @param {State} state */
async function apply(state) {
  if (session && state.on && !session.needsNew(state)) session.follow(state);
  else await attach(state);
}

/** @param {State} state */
async function attach(state) {
  session?.end();
  session = state.on ? new Session(state, end) : null;
  await session?.watcher.start();
}

/** @param {() => Promise<void>} work */
async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OrphanedError)) throw error;
    end();
  }
}

/**
 * Answers the popup and the context menu.
 * @param {{type: string, text?: string, id?: string, name?: string, n?: number}} message
 * @param {chrome.runtime.MessageSender} _sender
 * @param {(answer: unknown) => void} respond
 */
function answer(message, _sender, respond) {
  if (message.type === 'summary') respond({ result: summary(session?.watcher.wanted() ?? []) });
  else if (message.type === 'marks') respond({ result: marks(session?.watcher.wanted() ?? []) });
  else if (message.type === 'reveal') {
    respond({ result: reveal(session?.watcher.wanted() ?? [], message.id ?? '', message.n) });
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
    await command(name, { ...current, inOrder: () => current.watcher.inOrder() });
  });
}

/** Whether a command is for this frame: the one that is worked in, or the page if none is. */
function isFocused() {
  if (!document.hasFocus()) return window === top;
  return !(document.activeElement instanceof HTMLIFrameElement);
}

/** What works on this page now; for measuring. */
export const currentSession = () => session;
