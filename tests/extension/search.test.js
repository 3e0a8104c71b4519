// Search of the glossary as one types, on the shipped one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Folder } from '../../extension/core/fold.js';
import { Search } from '../../extension/core/search.js';

const pack = JSON.parse(
  readFileSync(new URL('../../extension/glossary.json', import.meta.url), 'utf8'),
);
const search = new Search(pack.entries, new Folder(pack.rules.characters));
/** @param {string} query @param {string[]} [owners] */
const ids = (query, owners) => search.find(query, owners).map(({ id }) => id);

describe('search', () => {
  test('finds a label however it is written', () => {
    for (const query of ['LoRA', 'lora', ' ＬｏＲＡ ', 'Low-Rank Adaptation']) {
      assert.equal(ids(query)[0], 'lora', query);
    }
  });
  test('finds it in another language', () => {
    for (const { id, labels } of pack.entries.slice(0, 200)) {
      for (const label of Object.values(labels ?? {}).flat()) {
        assert.ok(ids(label).slice(0, 10).includes(id), `${label} -> ${id}`);
      }
    }
  });
  test('puts what begins so before what holds it', () => {
    const [first] = search.find('stable diff');
    assert.match(first.label, /^Stable Diff/);
  });
  test('finds words in any order, and in definitions last', () => {
    assert.ok(ids('scale cfg').includes('cfg-scale'));
    const inDefinitions = ids('Adobe');
    assert.ok(inDefinitions.includes('custom-diffusion'));
  });
  test('one or two letters are not looked for in definitions', () => {
    assert.ok(ids('ai').length < pack.entries.length / 4);
  });
  test('what owns the text as a form comes near the top, whatever its label', () => {
    assert.equal(ids('asthetic gradients', ['aesthetic-gradients'])[0], 'aesthetic-gradients');
  });
  test('nothing finds nothing', () => {
    for (const query of ['', '  ', 'qqqqzzzz']) assert.deepEqual(ids(query), []);
  });
});
