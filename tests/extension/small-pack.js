// A pack small enough to be read at a glance, for tests of what surrounds the matcher.
import { readFileSync } from 'node:fs';
import { matcherData } from '../../extension/core/pack.js';

/** @import { Entry, OwnerRow, Pack, Rules } from '../../extension/core/types.js' */

/** @param {string} name */
const rule = (name) =>
  JSON.parse(readFileSync(new URL(`../../terms/rules/${name}.json`, import.meta.url), 'utf8'));

/** @type {Rules} */
export const rules = {
  characters: rule('characters'),
  particles: rule('particles'),
  scope: rule('scope'),
};

/**
 * @param {Entry[]} entries
 * @param {Record<string, OwnerRow[]>} forms
 * @returns {Pack}
 */
export function makePack(entries, forms) {
  return {
    format: 1,
    digest: 'sha256:0',
    languages: ['en', 'zh', 'ko'],
    glossaries: [{ id: 'test', title: { en: 'Test' }, license: '', attribution: '', sites: ['on.topic'] }],
    tags: { Adapter: { en: 'Adapter', zh: '适配器', ko: '어댑터' } },
    rules,
    entries,
    forms,
  };
}

/** @param {Record<string, OwnerRow[]>} forms @param {Entry[]} [entries] */
export function makeData(forms, entries) {
  const count = 1 + Math.max(...Object.values(forms).flat().map(([at]) => at));
  const plain = Array.from({ length: count }, (_, at) => ({
    id: `e${at}`,
    label: `e${at}`,
    definition: { en: '' },
    glossary: 0,
  }));
  return matcherData(makePack(entries ?? plain, forms));
}
