import { glossaryChanged } from './glossary.js';
import { changeKept, readKept } from './kept.js';

/** @import { OwnEntry } from '../core/own-terms.js' */

/** The user's own terms, as written. */
export const ownEntries = () => readKept('own', []);

/**
 * Adds terms; one of the same id takes the place of what was there.
 * @param {OwnEntry[]} entries checked
 * @param {string} [replaces] id of a term that one of them was until now
 */
export async function addOwn(entries, replaces) {
  const ids = new Set([...entries.map(({ id }) => id), replaces]);
  await changeKept('own', [], (kept) => [...kept.filter(({ id }) => !ids.has(id)), ...entries]);
  await glossaryChanged();
}

/** @param {string} gone */
export async function removeOwn(gone) {
  await changeKept('own', [], (kept) => kept.filter(({ id }) => id !== gone));
  await glossaryChanged();
}
