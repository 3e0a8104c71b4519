/** Between a term and its tooltip, and between that and the viewport's edge; in pixels. */
const GAP = 7;
const EDGE = 8;
/** Narrower or lower than that is no use to read in. */
const LEAST_WIDTH = 180;
const LEAST_HEIGHT = 64;
/** High enough to read in, scrolling: then the line that the term stands on stays in sight. */
const FAIR_HEIGHT = 200;

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{width: number, height: number}} Size
 * @typedef {'below' | 'above' | 'right' | 'left' | 'over'} Side
 * @typedef {{side: Side, box: Box}} Room
 *
 * @typedef {object} Place
 * @property {number} left
 * @property {number} top
 * @property {number} width at most
 * @property {number} height at most
 * @property {Side} side of its anchor
 */

/**
 * Where a tooltip goes: below its anchor where it fits, else above, else where of both there is more
 * room; in a window too low for that, beside it; and no larger than there is room. Never over its anchor, unless the anchor fills the
 * viewport so that nothing can be read beside it; never off the viewport.
 * @param {Box} anchor
 * @param {Size} size as large as it would like to be
 * @param {Box} viewport
 * @param {object} [how]
 * @param {boolean} [how.rtl] whether lines run from right to left
 * @param {Side} [how.keep] the side on which it stands, and stays if it can
 * @returns {Place}
 */
export function place(anchor, size, viewport, { rtl = false, keep } = {}) {
  const inner = shrink(viewport, EDGE);
  const sides = roomsAround(anchor, inner).filter(
    ({ box }) => widthOf(box) >= Math.min(LEAST_WIDTH, size.width) && heightOf(box) >= Math.min(LEAST_HEIGHT, size.height),
  );
  const { side, box } = sides.find(({ side }) => side === keep) ??
    sides.find(({ side, box }) => isUpright(side) && fits(size, box)) ??
    largest(sides.filter(({ side, box }) => isUpright(side) && heightOf(box) >= FAIR_HEIGHT), size) ??
    sides.find(({ box }) => fits(size, box)) ??
    largest(sides, size) ?? { side: /** @type {Side} */ ('over'), box: inner };
  const width = Math.min(size.width, widthOf(box));
  const height = Math.min(size.height, heightOf(box));
  const beside = side === 'left' || side === 'right';
  const left = side === 'left' ? box.right - width : rtl && !beside ? anchor.right + EDGE - width : anchor.left - EDGE;
  const top = side === 'above' || side === 'over' ? box.bottom - height : beside ? anchor.top - EDGE : box.top;
  return {
    left: clamp(side === 'right' ? box.left : left, box.left, box.right - width),
    top: clamp(top, box.top, box.bottom - height),
    width: widthOf(box),
    height: heightOf(box),
    side,
  };
}

/** @param {Side} side */
const isUpright = (side) => side === 'below' || side === 'above';

/** @param {Size} size @param {Box} box */
const fits = ({ width, height }, box) => widthOf(box) >= width && heightOf(box) >= height;

/** The room in which one sees the most at once. @param {Room[]} rooms @param {Size} size @returns {Room | undefined} */
function largest(rooms, { width }) {
  const seen = (/** @type {Room} */ { box }) => Math.min(widthOf(box), width) * heightOf(box);
  return rooms.toSorted((a, b) => seen(b) - seen(a))[0];
}

/** The rooms around an anchor, in order of preference. @param {Box} anchor @param {Box} inner */
function roomsAround(anchor, inner) {
  /** @type {Room[]} */
  const rooms = [
    { side: 'below', box: { ...inner, top: Math.max(inner.top, anchor.bottom + GAP) } },
    { side: 'above', box: { ...inner, bottom: Math.min(inner.bottom, anchor.top - GAP) } },
    { side: 'right', box: { ...inner, left: Math.max(inner.left, anchor.right + GAP) } },
    { side: 'left', box: { ...inner, right: Math.min(inner.right, anchor.left - GAP) } },
  ];
  return rooms;
}

/**
 * Of the lines that a term stands on, the one nearest to a point.
 * @template {Box} B
 * @param {B[]} boxes @param {{x: number, y: number}} point
 * @returns {B | undefined}
 */
export function nearestLine(boxes, { x, y }) {
  const distance = (/** @type {Box} */ { left, top, right, bottom }) =>
    Math.max(top - y, y - bottom, 0) + Math.max(left - x, x - right, 0);
  return boxes.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** @param {Box} box @param {number} by @returns {Box} */
function shrink({ left, top, right, bottom }, by) {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by };
}

const widthOf = (/** @type {Box} */ { left, right }) => right - left;
const heightOf = (/** @type {Box} */ { top, bottom }) => bottom - top;

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
