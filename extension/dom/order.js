import { hitTarget, markTarget } from './hit-test.js';

/** @import { Hit } from './hits.js' */
/** @import { Target } from './hit-test.js' */

const MARK = 'gl-term[data-gl]';

/**
 * Whether a place stands before another in what one reads: the text of a shadow tree where its host is.
 * @param {Node} a @param {number} at @param {Node} b @param {number} bt
 */
export function comparePlaces(a, at, b, bt) {
  if (a === b) return at - bt;
  const [one, other] = inOneTree(a, b);
  if (one === other) return 0;
  const relation = one.compareDocumentPosition(other);
  return relation & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY) ? -1 : 1;
}

/** Two nodes, or the hosts that they are in, in the innermost tree that holds both. @param {Node} a @param {Node} b */
function inOneTree(a, b) {
  const chain = hostsOf(a);
  for (let other = b; ; ) {
    const root = other.getRootNode();
    const found = chain.find((node) => node.getRootNode() === root);
    if (found) return [found, other];
    if (!(root instanceof ShadowRoot)) return [a, b];
    other = root.host;
  }
}

/** @param {Node} node */
function hostsOf(node) {
  const chain = [node];
  for (let root = node.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) chain.push(root.host);
  return chain;
}

/**
 * All terms of a page in reading order: those we found, and the marks of an annotated page.
 * @param {readonly Hit[]} hits in reading order
 * @returns {Target[]}
 */
export function termsInOrder(hits) {
  const found = hits
    // A term of ours in a mark of an annotated page is that mark's.
    .filter(({ shown, pieces }) => shown && !pieces[0].node.parentElement?.closest(MARK))
    .map((hit) => ({ node: hit.pieces[0].node, at: hit.pieces[0].start, make: () => hitTarget(hit) }));
  const marks = [...document.querySelectorAll(MARK)]
    .filter(isFirstPiece)
    .map((mark) => ({ node: mark, at: 0, make: () => markTarget(mark) }));
  const terms = [...found, ...marks];
  if (marks.length) terms.sort((a, b) => comparePlaces(a.node, a.at, b.node, b.at));
  return terms.map(({ make }) => make());
}

/** @param {Element} mark */
function isFirstPiece(mark) {
  const number = mark.getAttribute('data-gl-n');
  return !number || document.querySelector(`gl-term[data-gl-n="${CSS.escape(number)}"]`) === mark;
}
