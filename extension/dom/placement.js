const GAP = 7;
const EDGE = 8;
/** Less is no use to read in; then the tooltip may cover its term. */
const LEAST_ROOM = 120;

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

/**
 * Where a tooltip goes: below its anchor, above where there is more room; never over its anchor,
 * never off the viewport. `room` is how high it may be there.
 * @param {Box} anchor
 * @param {{width: number, height: number}} size as high as it would like to be
 * @param {{width: number, height: number}} viewport
 */
export function place(anchor, size, viewport) {
  const below = viewport.height - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  const up = size.height > below && above > below;
  const room = Math.max(up ? above : below, LEAST_ROOM);
  const height = Math.min(size.height, room);
  const top = up ? anchor.top - GAP - height : anchor.bottom + GAP;
  return {
    left: clamp(anchor.left - EDGE, EDGE, viewport.width - size.width - EDGE),
    top: clamp(top, EDGE, viewport.height - height - EDGE),
    room,
  };
}

/**
 * Of the lines that a term stands on, the one nearest to the pointer.
 * @template {Box} B
 * @param {B[]} boxes @param {number} y
 * @returns {B | undefined}
 */
export function nearestLine(boxes, y) {
  const distance = (/** @type {Box} */ { top, bottom }) => Math.max(top - y, y - bottom, 0);
  return boxes.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
