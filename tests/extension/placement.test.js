import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nearestLine, place } from '../../extension/dom/placement.js';

/** @import { Box, Place, Size } from '../../extension/dom/placement.js' */

const viewport = { left: 0, top: 0, right: 800, bottom: 600 };
const size = { width: 300, height: 200 };
/** @param {number} left @param {number} top */
const word = (left, top) => ({ left, top, right: left + 60, bottom: top + 20 });

/** What a tooltip of a size covers at its place. @param {Place} placed @param {Size} wanted @returns {Box} */
function covered({ left, top, width, height }, wanted) {
  return { left, top, right: left + Math.min(width, wanted.width), bottom: top + Math.min(height, wanted.height) };
}

/** @param {Box} a @param {Box} b */
const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('the tooltip', () => {
  test('stands below its term', () => {
    const { left, top, side } = place(word(100, 100), size, viewport);
    assert.equal(side, 'below');
    assert.ok(top >= 120 && top < 135, `${top}`);
    assert.ok(left > 80 && left <= 100, `${left}`);
  });
  test('stands above it at the bottom of the viewport', () => {
    const placed = place(word(100, 500), size, viewport);
    assert.equal(placed.side, 'above');
    assert.ok(placed.top + size.height <= 500 && placed.top + size.height > 485, `${placed.top}`);
  });
  test('ends where its term ends, where lines run from right to left', () => {
    const { left } = place(word(500, 100), size, viewport, { rtl: true });
    assert.ok(left + size.width >= 560 && left + size.width < 575, `${left}`);
  });
  test('stands beside it in a window too low for above and below', () => {
    const low = { ...viewport, bottom: 240 };
    assert.equal(place(word(100, 110), size, low).side, 'right');
    assert.equal(place(word(700, 110), size, low).side, 'left');
  });
  test('takes the roomiest side where it fits on none, and no more than is there', () => {
    const tall = { width: 700, height: 900 };
    const below = place(word(370, 200), tall, viewport);
    assert.equal(below.side, 'below');
    assert.ok(below.top >= 220 && below.top + below.height <= 600, JSON.stringify(below));
    const above = place(word(370, 400), tall, viewport);
    assert.equal(above.side, 'above');
    assert.ok(above.top >= 0 && above.top + above.height <= 400, JSON.stringify(above));
  });
  test('stays on its side when it grows, if it can', () => {
    const anchor = word(100, 330);
    const grown = { width: 300, height: 280 };
    assert.equal(place(anchor, grown, viewport).side, 'above');
    assert.equal(place(anchor, grown, viewport, { keep: 'below' }).side, 'below');
    assert.equal(place(word(100, 560), grown, viewport, { keep: 'below' }).side, 'above');
  });
  test('keeps to what is seen of a pinched page', () => {
    const seen = { left: 200, top: 300, right: 600, bottom: 600 };
    const { left, top } = place(word(210, 400), size, seen);
    assert.ok(left >= 200 && top >= 300, `${left} ${top}`);
  });

  test('never covers its term and never leaves the viewport, wherever it is', () => {
    const random = generator(20260731);
    const between = (/** @type {number} */ least, /** @type {number} */ most) => least + random() * (most - least);
    let over = 0;
    for (let round = 0; round < 20_000; round++) {
      const view = { left: 0, top: 0, right: between(320, 1600), bottom: between(256, 1000) };
      const [width, height] = [between(10, 300), between(10, 60)];
      const left = between(-width + 1, view.right - 1);
      const top = between(-height + 1, view.bottom - 1);
      const anchor = { left, top, right: left + width, bottom: top + height };
      const wanted = { width: between(30, 700), height: between(30, 900) };
      const placed = place(anchor, wanted, view, { rtl: random() < 0.3 });
      const box = covered(placed, wanted);
      const what = JSON.stringify({ view, anchor, wanted, placed });
      assert.ok(box.left >= 8 && box.top >= 8 && box.right <= view.right - 8 + 1e-9 && box.bottom <= view.bottom - 8 + 1e-9, what);
      assert.ok(box.right - box.left > 25 && box.bottom - box.top > 25, what);
      if (placed.side === 'over') over++;
      else assert.ok(!overlaps(box, anchor), what);
    }
    assert.equal(over, 0, 'there was room beside each of these');
  });
  test('shows at least what it can of itself over a term that fills the viewport', () => {
    const placed = place({ left: -10, top: -10, right: 900, bottom: 700 }, size, viewport);
    assert.equal(placed.side, 'over');
    assert.deepEqual(covered(placed, size), { left: 8, top: 392, right: 308, bottom: 592 });
  });
});

test('a term over two lines is explained beside the line that is pointed at', () => {
  const lines = [word(700, 100), word(0, 120)];
  assert.equal(nearestLine(lines, { x: 720, y: 110 }), lines[0]);
  assert.equal(nearestLine(lines, { x: 10, y: 139 }), lines[1]);
  assert.equal(nearestLine([], { x: 0, y: 0 }), undefined);
});

/** Numbers from 0 to 1, the same ones each time (mulberry32). @param {number} seed */
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
