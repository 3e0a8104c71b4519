import { languageOf } from './hit-test.js';

/** @import { Target } from './hit-test.js' */

/** UTF-16 units; more than that is no word that one looks up. */
export const LONGEST = 80;
/** So much text around it tells a server which sense is meant. */
const CONTEXT = 200;

/**
 * A text that the reader has chosen.
 * @typedef {object} Selected
 * @property {string} text
 * @property {Target} target
 * @property {{x: number, y: number}} end of it, in the viewport
 * @property {string} context the text around it
 */

/**
 * What is selected.
 * @param {boolean} [everywhere] also in what one writes, and however long
 * @returns {Selected | null}
 */
export function selectionTarget(everywhere = false) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const text = selection.toString().trim();
  const range = selection.getRangeAt(0).cloneRange();
  const element = elementOf(range.commonAncestorContainer);
  if (!text) return null;
  if (!everywhere && (text.length > LONGEST || isEditable(element))) return null;
  return rangeTarget(range, text);
}

/** @param {Range} range @param {string} text @returns {Selected | null} */
export function rangeTarget(range, text) {
  const node = range.commonAncestorContainer;
  const rects = () => [...range.getClientRects()].filter(({ width }) => width > 0);
  const last = rects().at(-1);
  if (!last) return null;
  const target = { ids: [], key: range, rects, ranges: () => [], node, language: languageOf(elementOf(node)) };
  const around = elementOf(node)?.textContent ?? '';
  const at = Math.max(0, around.indexOf(text) - CONTEXT / 2);
  return { text, target, end: { x: last.right, y: last.bottom }, context: around.slice(at, at + CONTEXT).trim() };
}

/** What is selected in a field; never in one whose text is hidden. @returns {Selected | null} */
export function fieldTarget() {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement) && !(field instanceof HTMLInputElement)) return null;
  const { selectionStart: start, selectionEnd: end, type, value } = field;
  if (type === 'password' || start === null || end === null || start === end) return null;
  const text = value.slice(start, end).trim();
  const rects = () => [field.getBoundingClientRect()];
  const { left, bottom } = field.getBoundingClientRect();
  const target = { ids: [], key: field, rects, ranges: () => [], node: field, language: languageOf(field) };
  return text ? { text, target, end: { x: left, y: bottom }, context: '' } : null;
}

/** Where to say something that has no place of its own. @returns {Target} */
export function middleOfView() {
  const node = document.documentElement;
  const rects = () => [new DOMRect(innerWidth / 2 - 100, innerHeight / 4, 200, 0)];
  return { ids: [], key: {}, rects, ranges: () => [], node, language: node.lang };
}

/** @param {Node} node */
function elementOf(node) {
  return node instanceof Element ? node : node.parentElement;
}

/** @param {Element | null} element */
export function isEditable(element) {
  return element instanceof HTMLElement && element.isContentEditable;
}
