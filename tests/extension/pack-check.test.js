// A pack from elsewhere: taken only as its builder made it, and only if all can work with it.
import assert from 'node:assert/strict';
import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { canonical } from '../../extension/core/canonical.js';
import { PackError, checkPack, digestOf } from '../../extension/core/pack-check.js';

const PACKS = ['extension/glossary.json', 'tests/vectors/pack.json', 'tests/vectors/later/pack.json'];
/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
/** @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = (bytes) => webcrypto.subtle.digest('SHA-256', bytes);

describe('packs that terms/pack.py wrote', () => {
  for (const path of PACKS) {
    test(path, async () => {
      const pack = read(path);
      checkPack(pack);
      assert.equal(await digestOf(pack, sha256), pack.digest);
    });
  }
});

test('canonical JSON sorts keys by code point and escapes as Python does', () => {
  const value = { '\ufb01': 1, '\u{1f600}': 2, b: [true, null, 'é\n"\u007f\u2028'], a: {} };
  // Written down by hand from json.dumps(ensure_ascii=False, sort_keys=True, separators=(',', ':')).
  assert.equal(canonical(value), '{"a":{},"b":[true,null,"é\\n\\"\u007f\u2028"],"\ufb01":1,"\u{1f600}":2}');
});

test('one changed letter changes the digest', async () => {
  const pack = read(PACKS[1]);
  pack.entries[0].label += '!';
  assert.notEqual(await digestOf(pack, sha256), pack.digest);
});

test('the digest is that of the text which Python would digest', async () => {
  const text = '{"a":"é","format":1}';
  const pack = /** @type {any} */ ({ format: 1, digest: 'sha256:0', a: 'é' });
  const expected = createHash('sha256').update(text).digest('hex');
  assert.equal(await digestOf(pack, sha256), `sha256:${expected}`);
});

test('what is no object is no pack', () => {
  for (const value of [null, [], 'pack', 1]) assert.throws(() => checkPack(value), PackError);
});

describe('refused, and said which part', () => {
  for (const [why, damage, code, words] of /** @type {[string, (pack: any) => unknown, string, RegExp][]} */ ([
    ['another format', (pack) => (pack.format = 2), 'format', /2/],
    ['no format', (pack) => delete pack.format, 'format', /none/],
    ['no digest', (pack) => delete pack.digest, 'shape', /digest/],
    ['no languages', (pack) => (pack.languages = []), 'shape', /languages/],
    ['entries that are none', (pack) => (pack.entries = {}), 'shape', /entries/],
    ['an id that is none', (pack) => (pack.entries[0].id = '../x'), 'shape', /number 1: id/],
    ['an id twice', (pack) => (pack.entries[1].id = pack.entries[0].id), 'shape', /twice/],
    ['a label that is a list', (pack) => (pack.entries[0].label = ['x']), 'shape', /label/],
    ['no definition', (pack) => (pack.entries[0].definition = {}), 'shape', /definition/],
    ['half a character', (pack) => (pack.entries[0].label = '\ud83d'), 'shape', /label/],
    ['a glossary that is not there', (pack) => (pack.entries[0].glossary = 9), 'shape', /glossary/],
    [
      'a link to a script',
      (pack) => (pack.entries[0].links = [{ url: 'javascript:alert(1)', title: 'x' }]),
      'shape',
      /links/,
    ],
    ['an owner that is not there', (pack) => (pack.forms.zzz = [[99_999, 0]]), 'shape', /forms: zzz/],
    ['a row of words', (pack) => (pack.forms.zzz = [['0', 0]]), 'shape', /forms: zzz/],
    ['an empty form', (pack) => (pack.forms[''] = [[0, 0]]), 'shape', /forms/],
    ['no rules', (pack) => delete pack.rules, 'shape', /rules/],
    ['a rule of words', (pack) => (pack.rules.characters.space = [['x', 'y']]), 'shape', /space/],
    ['a scope of numbers', (pack) => (pack.rules.scope.excluded = [1]), 'shape', /scope/],
  ])) {
    test(why, () => {
      const pack = read(PACKS[1]);
      damage(pack);
      assert.throws(
        () => checkPack(pack),
        (error) => error instanceof PackError && error.code === code && words.test(error.message),
      );
    });
  }
});
