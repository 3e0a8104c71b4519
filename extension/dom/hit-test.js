import { isCurrent, rectsOf } from './hits.js';

/** @import { Hit, Hits } from './hits.js' */

/**
 * What the pointer is over: entries and where their term is drawn.
 * @typedef {object} Target
 * @property {string[]} ids
 * @property {object} key equal for one and the same occurrence
 * @property {() => DOMRect[]} rects
 * @property {() => AbstractRange[]} ranges
 * @property {Node} node
 * @property {string} language of the text, '' where the page does not say
 */

/**
 * The term at a point of the viewport: a mark of an annotated page, or one of our hits.
 * @param {number} x @param {number} y
 * @param {Hits} hits
 * @returns {Target | null}
 */
export function targetAt(x, y, hits) {
  const element = deepestAt(x, y);
  if (!element) return null;
  const mark = element.closest('gl-term[data-gl]');
  if (mark) return markTarget(mark);
  const root = element.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  for (const each of shadowRoots) hits.onRoot?.(each);
  const caret = document.caretPositionFromPoint?.(x, y, { shadowRoots });
  const node = caret?.offsetNode;
  if (!caret || !(node instanceof Text)) return null;
  for (const hit of hits.at(node)) {
    const near = hit.pieces.some(
      (piece) => piece.node === node && piece.start <= caret.offset && caret.offset <= piece.end,
    );
    // The caret nearest to a point may be far from it: beside the line's end, below the paragraph.
    if (near && isCurrent(hit) && rectsOf(hit).some((rect) => contains(rect, x, y))) {
      return hitTarget(hit);
    }
  }
  return null;
}

/** @param {Hit} hit @returns {Target} */
export function hitTarget(hit) {
  const [{ node }] = hit.pieces;
  return {
    ids: hit.ids,
    key: hit,
    rects: () => (isCurrent(hit) ? rectsOf(hit) : []),
    ranges: () => (isCurrent(hit) ? [hit.range] : []),
    node,
    language: languageOf(node.parentElement),
  };
}

/** @param {Element} mark @returns {Target} */
export function markTarget(mark) {
  const number = mark.getAttribute('data-gl-n');
  const root = /** @type {Document | ShadowRoot} */ (mark.getRootNode());
  const pieces = number
    ? [...root.querySelectorAll(`gl-term[data-gl-n="${CSS.escape(number)}"]`)]
    : [mark];
  return {
    ids: (mark.getAttribute('data-gl') ?? '').split(/\s+/).filter(Boolean),
    key: pieces[0],
    rects: () => pieces.flatMap((piece) => [...piece.getClientRects()]),
    ranges: () => pieces.map(rangeIn),
    node: mark,
    language: languageOf(mark),
  };
}

/** @param {Element} element */
function rangeIn(element) {
  const end = element.childNodes.length;
  return new StaticRange({ startContainer: element, startOffset: 0, endContainer: element, endOffset: end });
}

/** The element at a point, inside open shadow roots too. @param {number} x @param {number} y */
export function deepestAt(x, y) {
  let element = document.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

/** @param {Element | null} element */
export function languageOf(element) {
  return element?.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang;
}

/** @param {DOMRect} rect @param {number} x @param {number} y */
function contains({ left, right, top, bottom }, x, y) {
  return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
}
