// The shared vectors (tests/vectors/README.md), run on the JavaScript matcher.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { lookUp } from '../../extension/core/look-up.js';
import { Matcher } from '../../extension/core/matcher.js';
import { matcherData } from '../../extension/core/pack.js';

const folder = new URL('../vectors/', import.meta.url);
/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
/** @param {string} pack */
const matcherOf = (pack) => new Matcher(matcherData(read(pack)));
const topics = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'pack.json');

/** Offset in UTF-16 units of a code point. @param {string} text @param {number} at */
const unitOf = (text, at) => [...text].slice(0, at).join('').length;

test('there are vectors', () => assert.ok(topics.length >= 5));

for (const topic of topics) {
  const { about, pack = 'pack.json', cases } = read(topic);
  const matcher = matcherOf(pack);
  describe(`${topic}: ${about}`, () => {
    for (const { name, why, input, options = {}, expected, look_up: answer } of cases) {
      test(name, () => {
        if (answer) {
          assert.deepEqual(lookUp(input, matcher), answer, why);
          return;
        }
        for (const { start, surface } of expected) {
          const slice = [...input].slice(start, start + [...surface].length).join('');
          assert.equal(slice, surface, 'the vector itself is wrong: surface is not at start');
        }
        const known = ['common', 'density', 'host', 'max_per_term', 'min_length', 'sections', 'text_language', 'without'];
        for (const option of Object.keys(options)) assert.ok(known.includes(option), option);
        const found = matcher.find(input, {
          common: options.common,
          density: options.density,
          host: options.host,
          maxPerTerm: options.max_per_term,
          minLength: options.min_length,
          sections: options.sections?.map((/** @type {number} */ at) => unitOf(input, at)),
          textLanguage: options.text_language,
          without: options.without && new Set(options.without),
        });
        const got = found.map(({ start, end, ids }) => ({
          start: [...input.slice(0, start)].length,
          surface: input.slice(start, end),
          ids,
        }));
        assert.deepEqual(got, expected, why);
      });
    }
  });
}
