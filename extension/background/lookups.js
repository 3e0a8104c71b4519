import { changeKept, readKept, writeKept } from './kept.js';
import { readSettings } from './settings.js';

/**
 * A term that was looked up, told apart by its entry or, where there was none, by its text.
 * @typedef {object} Lookup
 * @property {string} text as it was looked up
 * @property {string | null} id of the entry that explains it
 * @property {number} at when last, in milliseconds since 1970
 * @property {number} times
 */

/** Older ones are forgotten. */
const MOST = 2000;
/** UTF-16 units of a text that are worth keeping. */
const LONGEST = 200;

export const lookups = () => readKept('lookups', []);

export const forgetLookups = () => writeKept({ lookups: [] });

/** @param {Lookup} gone */
export function forgetLookup({ id, text }) {
  return changeKept('lookups', [], (kept) => kept.filter((each) => !isSame(each, { id, text })));
}

/**
 * Keeps what was looked up, unless the user does not want that.
 * @param {string} text
 * @param {string[]} ids
 */
export async function rememberLookup(text, ids) {
  const words = text.trim().slice(0, LONGEST);
  const { keepLookups } = await readSettings();
  if (!keepLookups || !words) return;
  const at = Date.now();
  /** @type {Lookup[]} */
  const found = (ids.length ? ids : [null]).map((id) => ({ text: words, id, at, times: 1 }));
  await changeKept('lookups', [], (kept) => merge(found, kept));
}

/** @param {Lookup[]} found @param {Lookup[]} kept */
export function merge(found, kept) {
  const counted = found.map((each) => {
    const before = kept.find((other) => isSame(each, other));
    return before ? { ...each, times: before.times + 1 } : each;
  });
  const others = kept.filter((each) => !found.some((other) => isSame(each, other)));
  return [...counted, ...others].slice(0, MOST);
}

/** @param {Pick<Lookup, 'id' | 'text'>} a @param {Pick<Lookup, 'id' | 'text'>} b */
function isSame(a, b) {
  return a.id === null && b.id === null ? a.text === b.text : a.id === b.id;
}
