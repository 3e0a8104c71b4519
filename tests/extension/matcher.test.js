// What the vectors do not say of the matcher: its units, odd forms, and its time.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FormIndex } from '../../extension/core/forms.js';
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
  assert.deepEqual(new Matcher({ ...makeData({ a: [[0, 0]] }), texts: [], owners: [] }).find('a LoRA'), []);
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

/** Everything that folding and matching do to a character goes through one of these. */
const STEPS = /** @type {const} */ (['charCodeAt', 'codePointAt', 'normalize', 'toLowerCase', 'slice']);

/**
 * Counts what work does, not how long it takes: looks at characters, and for what makes a new text,
 * its length; normalising a long cluster counts as the square that it costs.
 * @param {() => void} work
 */
function counted(work) {
  const kept = Object.fromEntries(STEPS.map((name) => [name, String.prototype[name]]));
  const { collect } = FormIndex.prototype;
  let steps = 0;
  for (const name of STEPS) {
    /** @type {any} */ (String.prototype)[name] = function (/** @type {any[]} */ ...given) {
      const result = /** @type {any} */ (kept[name]).apply(this, given);
      steps += name === 'normalize' ? this.length ** 2 : typeof result === 'string' ? result.length : 1;
      return result;
    };
  }
  /** @type {typeof collect} */
  FormIndex.prototype.collect = function (units, at, length, found) {
    const before = this.steps;
    const count = collect.call(this, units, at, length, found);
    steps += this.steps - before;
    return count;
  };
  try {
    work();
  } finally {
    Object.assign(String.prototype, kept);
    FormIndex.prototype.collect = collect;
  }
  return steps;
}

describe('work grows linearly, whatever the text', () => {
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
      const steps = (/** @type {number} */ length) => {
        const text = `a${piece.repeat(length / piece.length)}`;
        return counted(() => matcher.find(text, { common: 'always' }));
      };
      steps(size / 8);
      const [once, eightfold] = [steps(size / 8), steps(size)];
      // Quadratic would be 64 times.
      assert.ok(eightfold <= 8.5 * once, `${once} steps, then ${eightfold} for eight times as much`);
    });
  }
});
