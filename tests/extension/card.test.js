// What a tooltip is told: definitions with their references, in the right language.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cardText, chooseLanguage, makeCard, tagName } from '../../extension/core/card.js';
import { parseDefinition, splitFirst } from '../../extension/core/definition.js';
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

describe('the first sentence', () => {
  for (const [why, text, first, rest] of [
    ['ends at a full stop before a space', 'A file. It is small.', 'A file.', 'It is small.'],
    ['not at one inside a number or a name', 'For SD 1.5 and llama.cpp. Not more.', 'For SD 1.5 and llama.cpp.', 'Not more.'],
    ['not after a word that is cut short', 'A setting, e.g. Euler vs. DDIM. Next.', 'A setting, e.g. Euler vs. DDIM.', 'Next.'],
    ['nor after an initial', 'Named after J. Ho, who wrote it. Next.', 'Named after J. Ho, who wrote it.', 'Next.'],
    ['takes closing quotes and brackets along', 'It says “go.” Then (stop.) Next.', 'It says “go.”', 'Then (stop.) Next.'],
    ['ends at a full-width mark, with or without a space', '一种文件。很小。', '一种文件。', '很小。'],
    ['even where lower case follows', '방법입니다. fp8은 절반입니다.', '방법입니다.', 'fp8은 절반입니다.'],
    ['is all, where there is but one', 'A file', 'A file', ''],
  ]) {
    test(why, () => {
      assert.deepEqual(splitFirst([text]), { first: [first], rest: rest ? [rest] : [] });
    });
  }
  test('keeps references whole, and loses nothing', () => {
    const vae = { id: 'vae', text: 'VAE. Yes' };
    assert.deepEqual(splitFirst(['Uses a ', vae, ' always. Then ', vae, '.']), {
      first: ['Uses a ', vae, ' always.'],
      rest: ['Then ', vae, '.'],
    });
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

describe('tags', () => {
  const tags = { Data: { en: 'Data', zh: '数据', 'zh-TW': '資料' } };
  for (const [why, language, locale, expected] of [
    ['as the interface writes the language', 'zh', 'zh-TW', '資料'],
    ['where that has a way of its own', 'zh', 'zh-CN', '数据'],
    ['in the language of the explanation, where that is another than the interface’s', 'en', 'zh-TW', 'Data'],
    ['by their own name where the glossary has none', 'ko', 'ko', 'Data'],
  ]) {
    test(why, () => assert.equal(tagName(tags, 'Data', language, locale), expected));
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
      first: ['中文。'],
      rest: [],
      language: 'zh',
      english: null,
      tags: ['适配器', 'New'],
      related: [],
      note: null,
      source: 'pack',
      from: null,
    });
  });
  test('with the English explanation beside another, and not beside itself', () => {
    const also = (/** @type {string} */ language) => makeCard(entry, pack, byId, language, { alsoEnglish: true }).english;
    assert.deepEqual(also('zh'), { first: ['English.'], rest: [] });
    assert.equal(also('en'), null);
    assert.equal(also('ko'), null, 'which falls back to English');
  });
  test('as text to paste', () => {
    const card = makeCard(entry, pack, byId, 'zh', { alsoEnglish: true });
    assert.equal(cardText(card), 'LoRA (低秩适配 · Low-Rank Adaptation)\n中文。\nEnglish.');
    const plain = { ...card, native: null, expansion: null, english: null, language: 'en' };
    assert.equal(cardText({ ...plain, first: ['One.'], rest: ['Two.'] }), 'LoRA\nOne. Two.');
  });
  test('in the fallback where it does not, with nothing native', () => {
    const card = makeCard(entry, pack, byId, 'ko');
    assert.deepEqual([card.first, card.language, card.native], [['English.'], 'en', null]);
  });
});
