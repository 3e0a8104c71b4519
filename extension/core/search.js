/** @import { Folder } from './fold.js' */
/** @import { Entry } from './types.js' */

/**
 * Search of a whole glossary as one types: labels first, in any language, then definitions.
 */
export class Search {
  #folder;
  /** @type {{entry: Entry, labels: string[], definitions: string[]}[]} */
  #rows;

  /** @param {readonly Entry[]} entries @param {Folder} folder */
  constructor(entries, folder) {
    this.#folder = folder;
    const fold = (/** @type {string} */ text) => folder.foldForm(text);
    this.#rows = entries.map((entry) => ({
      entry,
      labels: labelsOf(entry).map(fold),
      definitions: Object.values(entry.definition).map(fold),
    }));
  }

  /**
   * The entries for a query, the likeliest first.
   * @param {string} query
   * @param {readonly string[]} [owners] ids that own the query as a form, misspelled ones included
   * @returns {Entry[]}
   */
  find(query, owners = []) {
    const wanted = this.#folder.foldForm(query);
    if (!wanted) return [];
    const words = wanted.split(' ');
    const owning = new Set(owners);
    return this.#rows
      .map((row) => ({ row, rank: owning.has(row.entry.id) ? 1 : rankOf(row, wanted, words) }))
      .filter(({ rank }) => rank < Infinity)
      .sort(
        (a, b) =>
          a.rank - b.rank ||
          a.row.entry.label.length - b.row.entry.label.length ||
          (a.row.entry.label < b.row.entry.label ? -1 : 1),
      )
      .map(({ row }) => row.entry);
  }
}

/** @param {Entry} entry */
export function labelsOf({ label, expansion, aliases = [], labels = {} }) {
  return [label, ...(expansion ? [expansion] : []), ...aliases, ...Object.values(labels).flat()];
}

/**
 * @param {{labels: string[], definitions: string[]}} row
 * @param {string} wanted @param {string[]} words of it
 */
function rankOf({ labels, definitions }, wanted, words) {
  if (labels[0] === wanted) return 0;
  if (labels.includes(wanted)) return 1;
  if (labels[0].startsWith(wanted)) return 2;
  if (labels.some((label) => label.startsWith(wanted))) return 3;
  if (labels.some((label) => startsWord(label, wanted))) return 4;
  if (labels.some((label) => words.every((word) => label.includes(word)))) return 5;
  // One or two Latin letters are in every definition.
  if (wanted.length < 3 && /^[\p{Script=Latin}\d]*$/u.test(wanted)) return Infinity;
  if (definitions.some((text) => startsWord(text, wanted))) return 6;
  return definitions.some((text) => words.every((word) => text.includes(word))) ? 7 : Infinity;
}

/** @param {string} text @param {string} wanted */
function startsWord(text, wanted) {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  }
  return false;
}
