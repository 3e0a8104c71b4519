// What the user chose: kept where it belongs, and never lost.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import {
  changeSettings,
  readSettings,
  settingsKeptHere,
} from '../../extension/background/settings.js';
import { merge } from '../../extension/background/lookups.js';
import { NAMES, SETTINGS, initialSettings } from '../../extension/core/settings.js';
import { fakeStorage } from './storage.js';

/** @type {ReturnType<typeof fakeStorage>} */
let fake;
beforeEach(() => {
  fake = fakeStorage();
  Object.assign(globalThis, { chrome: { storage: fake.storage } });
});

describe('settings', () => {
  test('are those of a new user until they are changed', async () => {
    assert.deepEqual(await readSettings(), {
      language: 'auto',
      alsoEnglish: false,
      common: 'auto',
      density: 'all',
      style: 'dotted',
      links: false,
      headings: true,
      selectionButton: true,
      tags: [],
      known: [],
      keepLookups: true,
      sites: {},
    });
  });
  test('each may be what it is at first', () => {
    const settings = initialSettings();
    for (const name of NAMES) assert.ok(SETTINGS[name].holds(settings[name]), name);
  });
  test('follow the account, but where one reads stays here', async () => {
    await changeSettings(() => ({ density: 'page', sites: { 'a.example': false } }));
    assert.deepEqual(fake.held, {
      sync: { density: 'page' },
      local: { sites: { 'a.example': false } },
    });
  });
  test('what no version of ours would keep counts as not set', async () => {
    fake.held.sync = { density: 'everything', known: [1], style: 'wavy' };
    fake.held.local = { sites: ['a.example'] };
    const { density, known, style, sites } = await readSettings();
    assert.deepEqual([density, known, style, sites], ['all', [], 'wavy', {}]);
  });
  test('a change that may not be changes nothing', async () => {
    const wrong = /** @type {any} */ ({ style: 'wavy', density: 'everything' });
    await assert.rejects(changeSettings(() => wrong), /density cannot be "everything"/);
    await assert.rejects(changeSettings(() => /** @type {any} */ ({ colour: 1 })), /no setting colour/);
    assert.deepEqual(fake.held, { sync: {}, local: {} });
  });
  test('changes at the same time build on each other', async () => {
    const know = (/** @type {string} */ id) =>
      changeSettings(({ known }) => ({ known: [...known, id] }));
    await Promise.all(['a', 'b', 'c'].map(know));
    assert.deepEqual((await readSettings()).known, ['a', 'b', 'c']);
  });
  test('one that failed does not stop the next', async () => {
    await assert.rejects(changeSettings(() => /** @type {any} */ ({ links: 'yes' })));
    await changeSettings(() => ({ links: true }));
    assert.equal((await readSettings()).links, true);
  });

  describe('where the account has no room', () => {
    const many = Array.from({ length: 100 }, (_, at) => `entry-${at}`);
    beforeEach(() => (fake.limits.room = 200));

    test('are kept here, and said to be', async () => {
      await changeSettings(() => ({ known: many, density: 'block' }));
      const { known, density } = await readSettings();
      assert.deepEqual([known, density], [many, 'block']);
      assert.deepEqual(await settingsKeptHere(), ['known']);
      assert.deepEqual(fake.held.sync, { density: 'block' });
    });
    test('hide what the account still has of them', async () => {
      await changeSettings(() => ({ known: ['old'] }));
      await changeSettings(() => ({ known: many }));
      assert.deepEqual((await readSettings()).known, many);
    });
    test('go back to the account once they fit', async () => {
      await changeSettings(() => ({ known: many }));
      await changeSettings(() => ({ known: ['a'] }));
      assert.deepEqual(await settingsKeptHere(), []);
      assert.deepEqual(fake.held.sync, { known: ['a'] });
      assert.ok(!('known' in fake.held.local));
    });
  });
});

describe('what may be kept', () => {
  for (const [name, good, bad] of /** @type {[keyof typeof SETTINGS, any[], any[]][]} */ ([
    ['language', ['auto', 'zh', 'zh-TW'], ['', 'x', 'en us', 1, null]],
    ['known', [[], ['lora', 'cfg-scale']], [['LoRA'], ['a_b'], [''], 'lora', [1], {}]],
    ['tags', [['Adapter', 'File format']], [[''], [1], ['x'.repeat(201)]]],
    ['sites', [{}, { 'a.example': true, '[::1]': false }], [[], null, { 'a b': true }, { a: 1 }]],
    ['links', [true, false], ['true', 1, null]],
  ])) {
    test(name, () => {
      for (const value of good) assert.ok(SETTINGS[name].holds(value), JSON.stringify(value));
      for (const value of bad) assert.ok(!SETTINGS[name].holds(value), JSON.stringify(value));
    });
  }
});

describe('looked-up terms', () => {
  /** @param {string} text @param {string | null} id @param {number} at */
  const one = (text, id, at, times = 1) => ({ text, id, at, times });

  test('come newest first, each once, and are counted', () => {
    const before = [one('VAE', 'vae', 2), one('LoRA', 'lora', 1)];
    assert.deepEqual(merge([one('loras', 'lora', 3)], before), [
      one('loras', 'lora', 3, 2),
      one('VAE', 'vae', 2),
    ]);
  });
  test('without an entry are told apart by their text', () => {
    const before = [one('foo', null, 1)];
    assert.deepEqual(merge([one('bar', null, 2)], before).length, 2);
    assert.deepEqual(merge([one('foo', null, 2)], before), [one('foo', null, 2, 2)]);
  });
  test('are forgotten beyond two thousand', () => {
    const before = Array.from({ length: 2000 }, (_, at) => one(`t${at}`, null, 0));
    const after = merge([one('new', 'new', 1)], before);
    assert.deepEqual([after.length, after[0].id, after.at(-1)?.text], [2000, 'new', 't1998']);
  });
});
