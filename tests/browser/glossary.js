// What the shipped glossary says, read from the pack itself: what tooltips have to show.
import { readFileSync } from 'node:fs';

const pack = JSON.parse(
  readFileSync(new URL('../../extension/glossary.json', import.meta.url), 'utf8'),
);

/** @param {string} id */
export function entry(id) {
  const found = pack.entries.find((/** @type {{id: string}} */ each) => each.id === id);
  if (!found) throw new Error(`the glossary has no entry ${id} any more: choose another for the test`);
  return found;
}

/** A definition up to its first reference. @param {string} id @param {string} language */
export function opening(id, language) {
  return entry(id).definition[language].split('[[')[0].trim();
}
