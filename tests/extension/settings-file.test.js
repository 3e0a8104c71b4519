// Settings as a file: taken whole or not at all, and every fault said.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSettingsFile } from '../../extension/core/settings-file.js';
import { initialSettings } from '../../extension/core/settings.js';

const own = [{ id: 'foo', label: 'Foo', definition: { en: 'A thing.' } }];
const whole = {
  kind: 'glosslight-settings',
  version: 1,
  settings: initialSettings(),
  own,
  notes: { lora: 'mine' },
};

/** @param {unknown} data */
const faults = (data) =>
  readSettingsFile(data).problems.map(({ code, name, detail, expected }) =>
    [code, name, detail, expected].filter(Boolean).join(' | '),
  );

describe('a settings file', () => {
  test('as it was written is taken', () => {
    const { file, problems } = readSettingsFile(JSON.parse(JSON.stringify(whole)));
    assert.deepEqual(problems, []);
    assert.deepEqual(file, whole);
  });
  test('may hold some settings only', () => {
    const { file } = readSettingsFile({ kind: whole.kind, version: 1, settings: { density: 'page' } });
    assert.deepEqual(file?.settings, { density: 'page' });
  });
  test('of another kind, or another version, is refused', () => {
    for (const data of [null, [], 'x', {}, { kind: 'x' }]) assert.deepEqual(faults(data), ['kind']);
    assert.deepEqual(faults({ ...whole, version: 2 }), ['version | 2']);
  });
  test('with faults is refused with all of them', () => {
    const settings = { density: 'everything', colour: 'red', known: ['Not An Id'], links: true };
    assert.deepEqual(faults({ ...whole, settings, own: [{ label: 'Foo' }], notes: { lora: 1 } }), [
      'value | density | "everything" | all, page, section, block',
      'unknown | colour | "red"',
      'value | known | ["Not An Id"]',
      'own | Foo: definition',
      'notes | notes | {"lora":1}',
    ]);
    assert.equal(readSettingsFile({ ...whole, settings }).file, null);
  });
});
