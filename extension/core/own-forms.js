import { compare } from './canonical.js';
import { Folder } from './fold.js';

/** @import { OwnEntry } from './own-terms.js' */
/** @import { Entry, OwnerRow, Pack } from './types.js' */

const LAST_WORD = /[A-Za-z]{2,}$/;
const [LABEL, ALIAS, NATIVE, HIDDEN] = [0, 1, 2, 3];

/**
 * The regular English plural of a phrase's last word; null where there is none to form. The twin
 * of `plural` in terms/forms.py.
 * @param {string} words
 */
export function plural(words) {
  const match = LAST_WORD.exec(words);
  if (!match || /[\p{L}\p{N}]$/u.test(words.slice(0, match.index))) return null;
  const word = match[0].toLowerCase();
  if (/(?:ss|x|z|ch|sh)$/.test(word)) return `${words}es`;
  if (word.endsWith('s')) return null;
  const isShouted = match[0] === match[0].toUpperCase();
  if (/[^aeiou]y$/.test(word) && !isShouted) return `${words.slice(0, -1)}ies`;
  return `${words}s`;
}

/** @param {OwnEntry} entry @returns {[text: string, kind: number][]} */
function labelsOf({ label, aliases = [], labels = {}, hidden = [], forms = [] }) {
  return [
    [label, LABEL],
    ...aliases.map((text) => /** @type {[string, number]} */ ([text, ALIAS])),
    ...Object.values(labels).flatMap((texts) =>
      texts.map((text) => /** @type {[string, number]} */ ([text, NATIVE])),
    ),
    ...[...hidden, ...forms].map((text) => /** @type {[string, number]} */ ([text, HIDDEN])),
  ];
}

/** @param {OwnEntry} entry @param {string} label */
function flagsOf({ common, case: letters }, label) {
  const isCommon = Array.isArray(common) && common.includes(label);
  const isExact = Array.isArray(letters) && letters.includes(label);
  return Number(isCommon) + 2 * Number(isExact);
}

/**
 * A pack with further entries in it, as if its glossary had been built with them: one of the same
 * id takes the place of the pack's, one of the same label stands beside it, the user's own first.
 * @param {Pack} pack
 * @param {OwnEntry[]} own
 * @param {Record<string, string>} title of the user's own glossary, by language
 * @returns {Pack}
 */
export function withOwnEntries(pack, own, title) {
  if (!own.length) return pack;
  const folder = new Folder(pack.rules.characters);
  const glossary = pack.glossaries.length;
  const entries = [...pack.entries];
  const places = new Map(entries.map((entry, at) => [entry.id, at]));
  /** @type {Set<number>} */
  const replaced = new Set();
  const placed = own.map((entry) => {
    const before = places.get(entry.id);
    const at = before ?? entries.length;
    if (before !== undefined) replaced.add(before);
    places.set(entry.id, at);
    entries[at] = packed(entry, folder, glossary);
    return { entry, at };
  });
  /** @type {Record<string, OwnerRow[]>} */
  const forms = Object.create(null);
  for (const [form, rows] of Object.entries(pack.forms)) {
    const kept = replaced.size ? rows.filter(([at]) => !replaced.has(at)) : rows;
    if (kept.length) forms[form] = kept;
  }
  addForms(forms, placed, folder);
  const facts = { id: OWN, title, license: '', attribution: '', sites: [] };
  // A plain object again: what has no prototype is not cloned everywhere alike.
  return { ...pack, glossaries: [...pack.glossaries, facts], entries, forms: { ...forms } };
}

/** The id of the glossary that the user's own terms make up. */
export const OWN = 'own';

/**
 * @param {Record<string, OwnerRow[]>} forms
 * @param {{entry: OwnEntry, at: number}[]} placed
 * @param {Folder} folder
 */
function addForms(forms, placed, folder) {
  /** @type {Map<string, {row: OwnerRow, id: string}[]>} */
  const added = new Map();
  /** @param {{entry: OwnEntry, at: number}} where @param {string} text @param {string} label @param {number} kind */
  const add = ({ entry, at }, text, label, kind) => {
    const folded = folder.foldForm(text);
    if (!folded) return;
    const spelling = folder.spell(text);
    const held = added.get(folded) ?? [];
    if (held.some(({ row }) => row[0] === at && (row[2] ?? folded) === spelling)) return;
    const flags = flagsOf(entry, label);
    /** @type {OwnerRow} */
    const row = flags ? [at, kind, spelling, flags] : spelling === folded ? [at, kind] : [at, kind, spelling];
    added.set(folded, [...held, { row, id: entry.id }]);
  };
  for (const where of placed) {
    for (const [text, kind] of labelsOf(where.entry)) add(where, text, text, kind);
  }
  const listed = new Set([...Object.keys(forms), ...added.keys()]);
  for (const where of placed) {
    const { inflect, forms: asis = [] } = where.entry;
    if (inflect === 'none') continue;
    for (const [text, kind] of labelsOf(where.entry)) {
      const more = asis.includes(text) ? null : plural(text);
      if (!more) continue;
      const folded = folder.foldForm(more);
      const isOurs = added.get(folded)?.some(({ row }) => row[0] === where.at);
      // An inflected form never makes a homonym of what is listed.
      if (!listed.has(folded) || isOurs) add(where, more, text, kind);
    }
  }
  for (const [folded, held] of added) {
    held.sort(
      (a, b) => a.row[1] - b.row[1] || compare(a.id, b.id) || compare(a.row[2] ?? folded, b.row[2] ?? folded),
    );
    forms[folded] = [...held.map(({ row }) => row), ...(forms[folded] ?? [])];
  }
}

/** @param {OwnEntry} entry @param {Folder} folder @param {number} glossary @returns {Entry} */
function packed(entry, folder, glossary) {
  const { hidden: _hidden, forms: _forms, inflect: _inflect, case: letters, common, ...shown } = entry;
  return {
    ...shown,
    ...(letters === 'exact' ? { case: letters } : {}),
    ...(common === true ? { common } : {}),
    ...(entry.not_in ? { not_in_folded: entry.not_in.map((each) => folder.foldForm(each)) } : {}),
    glossary,
  };
}
