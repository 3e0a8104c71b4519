import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nearestLine, place } from '../../extension/dom/placement.js';

const viewport = { width: 800, height: 600 };
const size = { width: 300, height: 200 };
/** @param {number} left @param {number} top */
const word = (left, top) => ({ left, top, right: left + 60, bottom: top + 20 });

describe('the tooltip', () => {
  test('stands below its term', () => {
    const { left, top } = place(word(100, 100), size, viewport);
    assert.ok(top >= 120 && top < 135, `${top}`);
    assert.ok(left > 80 && left <= 100, `${left}`);
  });
  test('stands above it at the bottom of the viewport', () => {
    assert.ok(place(word(100, 500), size, viewport).top + size.height <= 500);
  });
  test('stays inside at either side', () => {
    assert.ok(place(word(780, 100), size, viewport).left + size.width <= 800);
    assert.ok(place(word(-40, 100), size, viewport).left >= 0);
  });
  test('takes the roomier side where it fits on neither, and no more than is there', () => {
    const tall = { width: 300, height: 900 };
    const below = place(word(100, 200), tall, viewport);
    assert.ok(below.top >= 220 && below.top + below.room <= 600, JSON.stringify(below));
    const above = place(word(100, 400), tall, viewport);
    assert.ok(above.top >= 0 && above.top + above.room <= 400, JSON.stringify(above));
  });
});

test('a term over two lines is explained beside the line that is pointed at', () => {
  const lines = [word(700, 100), word(0, 120)];
  assert.equal(nearestLine(lines, 110), lines[0]);
  assert.equal(nearestLine(lines, 139), lines[1]);
  assert.equal(nearestLine([], 0), undefined);
});
