import { KIND, VERSION, readSettingsFile } from '../core/settings-file.js';
import { readKept, writeKept } from './kept.js';
import { glossaryChanged } from './glossary.js';
import { changeSettings, readSettings } from './settings.js';

/** @import { FileProblem, SettingsFile } from '../core/settings-file.js' */

/** @returns {Promise<SettingsFile>} */
export async function exportAll() {
  const [settings, own, notes] = await Promise.all([
    readSettings(),
    readKept('own', []),
    readKept('notes', {}),
  ]);
  return { kind: KIND, version: VERSION, settings, own, notes };
}

/**
 * Takes a file's settings in place of those that are set, and adds its terms and notes to those
 * that are there; where anything in it is wrong, nothing changes.
 * @param {unknown} data
 * @returns {Promise<FileProblem[]>}
 */
export async function importAll(data) {
  const { file, problems } = readSettingsFile(data);
  if (!file) return problems;
  const ids = new Set(file.own.map(({ id }) => id));
  const [own, notes] = await Promise.all([readKept('own', []), readKept('notes', {})]);
  await writeKept({
    own: [...own.filter(({ id }) => !ids.has(id)), ...file.own],
    notes: { ...notes, ...file.notes },
  });
  await changeSettings(() => file.settings);
  await glossaryChanged();
  return [];
}
