// A user's own terms: read from a file with every problem named, and as good as the shipped ones.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import * as yaml from 'js-yaml';
import { EntryFileError, readEntryFile } from '../../extension/core/entry-file.js';
import { Matcher } from '../../extension/core/matcher.js';
import { plural, withOwnEntries } from '../../extension/core/own-forms.js';
import { idFor, readEntries, readEntry } from '../../extension/core/own-terms.js';
import { matcherData } from '../../extension/core/pack.js';
import { makePack } from './small-pack.js';

/** @import { OwnEntry } from '../../extension/core/own-terms.js' */

const root = new URL('../../', import.meta.url);
/** @param {string} path */
const read = (path) => readFileSync(new URL(path, root), 'utf8');

/** @param {string} text */
const entriesOf = (text) => readEntries(readEntryFile(text, yaml));

/** @param {string} text what a file holds @returns {string[]} "line: field code detail" */
const problemsOf = (text) =>
  entriesOf(text).problems.map(({ line, entry, field, code, detail }) =>
    [line, entry, field, code, detail].filter((each) => each !== '').join(' '),
  );

describe('a file', () => {
  const expected = [{ label: 'Foo', aliases: ['Foo bar'], definition: { en: 'A thing.' }, id: 'foo' }];
  test('may be YAML', () => {
    const text = '- label: Foo\n  aliases: [Foo bar]\n  definition:\n    en: >-\n      A\n      thing.\n';
    assert.deepEqual(entriesOf(text), { entries: expected, problems: [] });
  });
  test('may be JSON, as a list or under "entries"', () => {
    const list = '[{"label": "Foo", "aliases": ["Foo bar"], "definition": {"en": "A thing."}}]';
    assert.deepEqual(entriesOf(list).entries, expected);
    assert.deepEqual(entriesOf(`\uFEFF{"entries": ${list}}`).entries, expected);
  });
  test('that says no more than a definition says it in the language of its script', () => {
    const say = (/** @type {string} */ words) =>
      entriesOf(`- {label: Foo, definition: ${words}}`).entries[0].definition;
    assert.deepEqual([say('A thing'), say('一样东西'), say('어떤 것')], [
      { en: 'A thing' },
      { zh: '一样东西' },
      { ko: '어떤 것' },
    ]);
  });
  test('may hold labels that look like numbers and switches', () => {
    const labels = entriesOf('- {label: 4090, definition: x}\n- {label: no, definition: y}').entries;
    assert.deepEqual(labels.map(({ label }) => label), ['4090', 'no']);
  });
  for (const [why, text, line] of /** @type {[string, string, number][]} */ ([
    ['that breaks off', '- label: "Foo\n  x: 1', 2],
    ['with a tab for indentation', '- label: Foo\n\tdefinition: x', 2],
    ['with the same field twice', '- label: Foo\n  label: Bar', 2],
    ['with aliases, which could stand for gigabytes', '- &a {label: Foo}\n- *a', 0],
    ['of two documents', '- a\n---\n- b', 0],
    ['nested beyond sense', '['.repeat(50), 1],
  ])) {
    test(`${why} is refused, its line named`, () => {
      assert.throws(
        () => entriesOf(text),
        (error) => error instanceof EntryFileError && (line === 0 || error.line === line),
      );
    });
  }
});

describe('problems', () => {
  test('are all found, each with its line, entry and field', () => {
    const text = [
      '- id: Foo Bar',
      '  label: Foo',
      '  definition: {en: x}',
      '- label: Bar',
      '  deffinition: x',
      '  links:',
      '    - {url: "javascript:alert(1)", title: x}',
      '- just text',
      '- id: baz',
      '  label: [Baz]',
      '  case: sometimes',
      '  definition:',
      '    English: x',
    ].join('\n');
    assert.deepEqual(problemsOf(text), [
      '1 Foo id id "Foo Bar"',
      '5 Bar deffinition unknown',
      '6 Bar links links [{"url":"javascript:alert(1)","title":"x"}]',
      '4 Bar definition missing',
      '8 #3 entry "just text"',
      '10 baz label text ["Baz"]',
      '11 baz case choice "sometimes"',
      '12 baz definition long {"English":"x"}',
    ]);
  });
  test('an unknown field is told the one that was meant', () => {
    assert.deepEqual(problemsOf('- {label: a, definition: b, alias: [c]}'), ['1 a alias unknown aliases']);
    assert.deepEqual(problemsOf('- {label: a, definition: b, Not-In: [c]}'), ['1 a Not-In unknown not_in']);
  });
  test('the same id twice', () => {
    assert.deepEqual(problemsOf('- {label: Foo, definition: b}\n- {label: foo, definition: c}'), [
      '2 foo id twice foo',
    ]);
  });
  for (const text of ['', 'null', '{}', '[]', 'words', 'label: Foo\ndefinition: x', '42']) {
    test(`${JSON.stringify(text)} is no list of entries`, () => {
      assert.deepEqual(entriesOf(text).problems.map(({ code }) => code), ['list']);
    });
  }
  test('texts of no length, or of too much', () => {
    const codes = (/** @type {object} */ fields) =>
      readEntry({ label: 'Foo', definition: 'x', ...fields }).problems.map(({ code }) => code);
    assert.deepEqual(codes({ label: ' ' }), ['text']);
    assert.deepEqual(codes({ label: 'x'.repeat(201) }), ['text']);
    assert.deepEqual(codes({ definition: 'x'.repeat(4001) }), ['long']);
    assert.deepEqual(codes({ definition: {} }), ['long']);
    assert.deepEqual(codes({ aliases: Array.from({ length: 101 }, (_, at) => `a${at}`) }), ['texts']);
    assert.deepEqual(codes({ labels: { en_US: ['x'] } }), ['languages']);
  });
});

test('ids come from labels, the same ones always, and never empty', () => {
  assert.equal(idFor('CFG scale'), 'cfg-scale');
  assert.equal(idFor('Émile Dürer'), 'emile-durer');
  assert.equal(idFor('!!!'), 'own');
  assert.match(idFor('低秩适配'), /^own-[a-z0-9]+$/);
  assert.equal(idFor('低秩适配'), idFor('低秩适配'));
  assert.notEqual(idFor('低秩适配'), idFor('低秩'));
  assert.match(idFor('LoRA 训练'), /^lora-[a-z0-9]+$/);
});

test('plurals, as terms/forms.py makes them', () => {
  for (const [words, more] of [
    ['LoRA', 'LoRAs'],
    ['image gallery', 'image galleries'],
    ['key', 'keys'],
    ['FURY', 'FURYs'],
    ['box', 'boxes'],
    ['batch', 'batches'],
    ['bias', null],
    ['loss', 'losses'],
    ['SD 1.5', null],
    ['模型', null],
    ['x', null],
    ['éta', null],
  ]) {
    assert.equal(plural(String(words)), more, String(words));
  }
});

test('the shipped glossary, read as a user’s own file, gives the forms that the pack has', () => {
  const shipped = JSON.parse(read('extension/glossary.json'));
  const folder = 'terms/generative-ai/';
  const files = readdirSync(new URL(folder, root)).filter((name) => /(?<!glossary)\.yaml$/.test(name));
  const own = files.toSorted().flatMap((name) => {
    const { entries, problems } = entriesOf(read(folder + name));
    assert.deepEqual(problems, [], name);
    return entries;
  });
  assert.equal(own.length, shipped.entries.length);
  const empty = { ...shipped, entries: [], forms: {} };
  const built = withOwnEntries(empty, own, {});
  // Entries are numbered in another order: name them.
  const named = (/** @type {any} */ pack) =>
    Object.fromEntries(
      Object.entries(pack.forms).map(([form, rows]) => [
        form,
        rows.map((/** @type {any} */ [at, ...more]) => [pack.entries[at].id, ...more]),
      ]),
    );
  assert.deepEqual(named(built), named(shipped));
  const plain = (/** @type {any} */ { glossary: _, ...entry }) => entry;
  const byId = new Map(built.entries.map((entry) => [entry.id, plain(entry)]));
  for (const entry of shipped.entries) assert.deepEqual(byId.get(entry.id), plain(entry), entry.id);
});

describe('beside a glossary', () => {
  const lora = { id: 'lora', label: 'LoRA', definition: { en: 'Theirs.' }, glossary: 0 };
  const pack = makePack([lora], { lora: [[0, 0, 'LoRA']], loras: [[0, 0, 'LoRAs']] });
  /** @param {Partial<OwnEntry>[]} own @param {string} text */
  const find = (own, text) => {
    const full = own.map((each) => ({ id: 'x', label: 'X', definition: { en: 'Mine.' }, ...each }));
    const merged = withOwnEntries(pack, full, { en: 'Mine' });
    return new Matcher(matcherData(merged)).find(text, { common: 'always' }).map(({ ids }) => ids);
  };
  test('a term of one’s own is marked', () => {
    assert.deepEqual(find([{ id: 'zot', label: 'Zot' }], 'two zots'), [['zot']]);
  });
  test('with the same label it is another sense, and comes first', () => {
    assert.deepEqual(find([{ id: 'my-lora', label: 'LoRA' }], 'a LoRA'), [['my-lora', 'lora']]);
  });
  test('with the same id it takes the other’s place, with all its forms', () => {
    assert.deepEqual(find([{ id: 'lora', label: 'Low-rank' }], 'a LoRA, low-rank'), [['lora']]);
  });
  test('its plural is no sense of what the glossary lists', () => {
    assert.deepEqual(find([{ id: 'lor', label: 'Lora', inflect: 'none' }], 'LoRAs'), [['lora']]);
  });
  test('the case counts where it says so', () => {
    assert.deepEqual(find([{ id: 'zot', label: 'ZOT', case: 'exact' }], 'zot ZOT'), [['zot']]);
  });
  test('nothing of one’s own leaves the pack as it is', () => {
    assert.equal(withOwnEntries(pack, [], {}), pack);
  });
});
