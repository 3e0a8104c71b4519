import { languageOf } from './hit-test.js';
import { LONGEST, isEditable, rangeTarget } from './selection-target.js';
import { ask } from './worker-link.js';

/** @import { Explainer } from './explainer.js' */

/**
 * Explains the term at a point: what the glossary has there, marked or not; nobody else is asked.
 * @param {Explainer} explainer @param {number} x @param {number} y in the viewport
 */
export async function explainTermAt(explainer, x, y) {
  const around = textAround(x, y);
  if (!around) return;
  const { text, at, language } = around;
  const found = await ask('termAt', { text, at, language });
  const chosen = found && around.select(found.start, found.end);
  if (!chosen) return;
  await explainer.use((tooltip) => {
    tooltip.showCards(found.cards, chosen.target, { ...chosen.end, pinned: true });
  });
}

/**
 * The text around a point, for who knows which words of it are a term.
 * @param {number} x @param {number} y in the viewport
 */
function textAround(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const node = caret?.offsetNode;
  if (!caret || !(node instanceof Text) || isEditable(node.parentElement)) return null;
  const from = Math.max(0, caret.offset - LONGEST);
  return {
    text: node.data.slice(from, caret.offset + LONGEST),
    at: caret.offset - from,
    language: languageOf(node.parentElement),
    /** @param {number} start @param {number} end */
    select(start, end) {
      const range = document.createRange();
      range.setStart(node, Math.min(from + start, node.length));
      range.setEnd(node, Math.min(from + end, node.length));
      return rangeTarget(range, range.toString());
    },
  };
}
