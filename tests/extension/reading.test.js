// What is asked for at once: enough, not too much, and no block in two parts without need.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Reading } from '../../extension/dom/reading.js';

/** @import { Run } from '../../extension/dom/runs.js' */
/** @import { Block } from '../../extension/dom/scope.js' */

const [ONE, OTHER] = /** @type {Block[]} */ (/** @type {unknown} */ ([{ name: 'one' }, { name: 'other' }]));

/** @param {number} length @param {Block} [block] */
const run = (length, block = ONE) => /** @type {Run} */ (/** @type {unknown} */ ({ block, text: 'x'.repeat(length) }));

describe('a reading', () => {
  test('is full after a hundred thousand characters, where another block begins', () => {
    const reading = new Reading();
    reading.add(run(60_000));
    assert.ok(!reading.isFull(OTHER));
    reading.add(run(60_000));
    assert.ok(reading.isFull(OTHER));
    assert.ok(!reading.isFull(ONE), 'the block is parted');
    reading.add(run(100_000));
    assert.ok(reading.isFull(ONE), 'one block may go on for ever');
  });

  test('is asked for once', () => {
    const reading = new Reading();
    const runs = [run(150_000), run(3, OTHER)];
    for (const each of runs) reading.add(each);
    assert.deepEqual(reading.take(), runs);
    assert.deepEqual(reading.take(), []);
    assert.ok(!reading.isFull(OTHER));
  });

  test('leaves out a run that no message can hold', () => {
    const reading = new Reading();
    reading.add(run(64 * 1024 * 1024));
    reading.add(run(3));
    assert.deepEqual(reading.take().map(({ text }) => text.length), [3]);
  });
});
