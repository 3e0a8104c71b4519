// What a tooltip is told: definitions with their references, in the right language.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseLanguage, makeCard } from '../../extension/core/card.js';
import { parseDefinition } from '../../extension/core/definition.js';
import { makePack } from './small-pack.js';

describe('definitions', () => {
  const labels = new Map([
    ['lora', 'LoRA'],
    ['base-model', 'Base model'],
  ]);
  const parse = (/** @type {string} */ text) => parseDefinition(text, (id) => labels.get(id));

  test('references become parts, by label or in the words given', () => {
    assert.deepEqual(parse('A [[lora]] on a [[base-model|big model]].'), [
      'A ',
      { id: 'lora', text: 'LoRA' },
      ' on a ',
      { id: 'base-model', text: 'big model' },
      '.',
    ]);
  });
  test('a reference to nothing is text', () => {
    assert.deepEqual(parse('[[gone]] and [[gone|lost]]').join(''), 'gone and lost');
  });
  test('markup is text', () => {
    assert.deepEqual(parse('<b>[[x y]]</b>'), ['<b>[[x y]]</b>']);
  });
});

describe('the language of an explanation', () => {
  const languages = ['en', 'zh', 'ko'];
  for (const [why, chosen, browser, page, expected] of [
    ['the one that was chosen', 'en', 'ko-KR', 'zh', 'en'],
    ['else that of the browser', 'auto', 'ko-KR', 'en', 'ko'],
    ['even on a page in another', 'auto', 'zh-TW', 'ko', 'zh'],
    ['an English browser says little: that of the page', 'auto', 'en-US', 'ko', 'ko'],
    ['one that the glossary does not speak says nothing', 'auto', 'fr', 'zh-Hans', 'zh'],
    ['else the fallback', 'auto', 'fr', 'de', 'en'],
    ['a choice that is gone does not count', 'xx', 'en', '', 'en'],
  ]) {
    test(why, () => assert.equal(chooseLanguage(languages, chosen, browser, page), expected));
  }
});

describe('cards', () => {
  /** @type {import('../../extension/core/types.js').Entry} */
  const entry = {
    id: 'lora',
    label: 'LoRA',
    expansion: 'Low-Rank Adaptation',
    labels: { zh: ['低秩适配'], ko: ['LoRA'] },
    tags: ['Adapter', 'New'],
    definition: { en: 'English.', zh: '中文。' },
    related: ['gone'],
    glossary: 0,
  };
  const pack = makePack([entry], {});
  const byId = new Map([[entry.id, entry]]);

  test('in a language that the entry speaks', () => {
    assert.deepEqual(makeCard(entry, pack, byId, 'zh'), {
      id: 'lora',
      label: 'LoRA',
      native: '低秩适配',
      expansion: 'Low-Rank Adaptation',
      definition: ['中文。'],
      language: 'zh',
      tags: ['适配器', 'New'],
      related: [],
    });
  });
  test('in the fallback where it does not, with nothing native', () => {
    const card = makeCard(entry, pack, byId, 'ko');
    assert.deepEqual([card.definition, card.language, card.native], [['English.'], 'en', null]);
  });
});
