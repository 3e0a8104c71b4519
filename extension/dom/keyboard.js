import { comparePlaces, termsInOrder } from './order.js';

/** @import { Explainer } from './explainer.js' */
/** @import { Hit } from './hits.js' */
/** @import { Target } from './hit-test.js' */
/** @import { Selection } from './selection.js' */
/** @import { Tooltip } from './tooltip.js' */

/** So far from the edge a term has to be to be in view; in pixels. */
const MARGIN = 60;

/** Where the keyboard is on this page. @type {Target | null} */
let current = null;

/**
 * Does what a browser command asks for.
 * @param {string} name as in the manifest
 * @param {{inOrder: () => readonly Hit[], explainer: Explainer, selection: Selection}} session
 *   inOrder: the page's terms
 */
export async function command(name, { inOrder, explainer, selection }) {
  if (name === 'look-up') return selection.define(undefined, true);
  await explainer.use((tooltip) => {
    if (name === 'next-term') return step(tooltip, inOrder(), 1);
    if (name === 'previous-term') return step(tooltip, inOrder(), -1);
    if (name === 'open-term') return openTerm(tooltip, inOrder);
    if (name === 'pin') return tooltip.isOpen ? tooltip.togglePin() : openTerm(tooltip, inOrder);
    if (name === 'close') return tooltip.dismiss();
    throw new Error(`no command is called ${name}`);
  });
}

/** @param {Tooltip} tooltip @param {readonly Hit[]} hits @param {1 | -1} way */
async function step(tooltip, hits, way) {
  const terms = termsInOrder(hits);
  const at = next(terms, tooltip.target ?? current, way);
  if (at === undefined) {
    tooltip.say(chrome.i18n.getMessage('noTerms'));
    return;
  }
  const term = terms[at];
  current = term;
  bringIntoView(term);
  tooltip.mark(term);
  const words = [textOf(term), String(at + 1), String(terms.length)];
  tooltip.say(chrome.i18n.getMessage('termOf', words));
  // What was open goes along, and keeps the keyboard if it had it.
  if (tooltip.isOpen) await tooltip.explain(term, { pinned: true, focus: tooltip.hasFocus });
}

/**
 * The number of the term to go to: from the one where the keyboard is, else from what is in view.
 * @param {Target[]} terms @param {Target | null} from @param {1 | -1} way
 */
function next(terms, from, way) {
  const start = startOf(terms, from, way);
  for (let steps = 0; steps < terms.length; steps++) {
    const at = (((start + way * steps) % terms.length) + terms.length) % terms.length;
    if (terms[at].rects().length) return at;
  }
  return undefined;
}

/** @param {Target[]} terms @param {Target | null} from @param {1 | -1} way */
function startOf(terms, from, way) {
  const held = from ? terms.findIndex(({ key }) => key === from.key) : -1;
  if (held >= 0) return held + way;
  if (from?.node.isConnected) {
    // Its text has changed since: on from the place where it was.
    const after = terms.findIndex(({ node }) => comparePlaces(from.node, 0, node, 0) < 0);
    return (after < 0 ? terms.length : after) + Math.min(way, 0);
  }
  const inView = terms.findIndex(({ rects }) => rects().some(({ bottom }) => bottom > 0));
  return (inView < 0 ? 0 : inView) + Math.min(way, 0);
}

/** @param {Tooltip} tooltip @param {() => readonly Hit[]} inOrder */
async function openTerm(tooltip, inOrder) {
  if (tooltip.isOpen) {
    tooltip.pinned = true;
    tooltip.focus();
    return;
  }
  if (!current?.rects().length) await step(tooltip, inOrder(), 1);
  if (current) await tooltip.explain(current, { pinned: true, focus: true });
}

/** Scrolls what has to be scrolled, and no more. @param {Target} term */
function bringIntoView(term) {
  const element = term.node instanceof Element ? term.node : term.node.parentElement;
  const isSeen = () => {
    const [rect] = term.rects();
    return rect && rect.top >= MARGIN && rect.bottom <= innerHeight - MARGIN;
  };
  if (!element || isSeen()) return;
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  // In the middle is now its paragraph, which may be longer than the window.
  for (let box = /** @type {Element | null} */ (element); box && !isSeen(); box = box.parentElement) {
    const [rect] = term.rects();
    if (rect) box.scrollBy({ top: rect.top - innerHeight / 2, behavior: 'instant' });
  }
}

/** @param {Target} term */
function textOf(term) {
  return term.ranges().map((range) => textIn(range)).join('').trim();
}

/** @param {AbstractRange} range */
function textIn({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString().replace(/\s+/g, ' ');
}
