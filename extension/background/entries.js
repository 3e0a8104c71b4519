import { parseDefinition, splitFirst } from '../core/definition.js';
import { glossary } from './glossary.js';
import { readKept } from './kept.js';
import { readSettings } from './settings.js';

/** @import { Card } from '../core/card.js' */
/** @import { Settings } from '../core/settings.js' */
/** @import { Entry } from '../core/types.js' */

/**
 * All that there is to say of an entry: its card, and what a tooltip has no room for.
 * @typedef {object} Details
 * @property {Card} card
 * @property {string[]} aliases
 * @property {{language: string, labels: string[]}[]} names in the other languages
 * @property {{id: string, label: string} | null} broader
 * @property {{id: string, label: string}[]} narrower
 * @property {{id: string, label: string}[]} homonyms
 * @property {{url: string, title: string}[]} links
 * @property {{title: string, license: string, attribution: string}} glossary
 * @property {boolean} own whether the user wrote it
 * @property {boolean} known
 * @property {string} note
 *
 * An entry as a list shows it.
 * @typedef {{id: string, label: string, native: string | null, language: string}} Row
 *
 * A term of a server's answer (DESIGN 3).
 * @typedef {object} ServerTerm
 * @property {string} id
 * @property {string} label
 * @property {string | null} [native]
 * @property {string | null} [expansion]
 * @property {string} definition
 * @property {string} lang
 * @property {string[]} [tags]
 */

const MOST_FOUND = 100;

/** @param {string} id @returns {Promise<Details | null>} */
export async function details(id) {
  const [held, settings, notes] = await Promise.all([glossary(), readSettings(), readKept('notes', {})]);
  const entry = held.byId.get(id);
  const [card] = held.cards([id], settings, '', notes);
  if (!entry || !card) return null;
  const reference = (/** @type {Entry} */ other) => ({
    id: other.id,
    label: other.labels?.[card.language]?.[0] ?? other.label,
  });
  const named = (/** @type {string[]} */ ids) =>
    ids.flatMap((each) => held.byId.get(each) ?? []).map(reference);
  const { title, license, attribution } = held.factsOf(entry);
  return {
    card,
    aliases: entry.aliases ?? [],
    names: Object.entries(entry.labels ?? {}).map(([language, labels]) => ({ language, labels })),
    broader: named(entry.broader ? [entry.broader] : [])[0] ?? null,
    narrower: held.pack.entries.filter(({ broader }) => broader === id).map(reference),
    homonyms: named(entry.homonyms ?? []),
    links: entry.links ?? [],
    glossary: {
      title: title[card.language] ?? Object.values(title)[0] ?? '',
      license,
      attribution,
    },
    own: held.isOwn(id),
    known: settings.known.includes(id),
    note: notes[id] ?? '',
  };
}

/**
 * Entries for what is being typed, the likeliest first.
 * @param {string} query
 * @returns {Promise<{rows: Row[], found: number, total: number}>} rows of the likeliest; how many
 *   there are in all, and how many there are to find
 */
export async function search(query) {
  const [held, settings] = await Promise.all([glossary(), readSettings()]);
  const found = query.trim() ? held.search(query) : [];
  const ids = found.slice(0, MOST_FOUND).map(({ id }) => id);
  return { rows: await rows(ids, settings), found: found.length, total: held.pack.entries.length };
}

/** @param {string[]} ids @param {Settings} settings @returns {Promise<Row[]>} */
export async function rows(ids, settings) {
  const held = await glossary();
  return held.cards(ids, settings, '').map(({ id, label, native, language }) => ({ id, label, native, language }));
}

/** Opens an entry's page: the server's, where one is set that knows it, else our own. @param {string} id */
export async function openEntry(id) {
  const [server, held] = await Promise.all([readKept('server', null), glossary()]);
  const path = encodeURIComponent(id);
  const theirs = server && !held.isOwn(id) ? `${server.url}/terms/${path}` : null;
  await chrome.tabs.create({ url: theirs ?? chrome.runtime.getURL(`entry/entry.html#${path}`) });
}

/** @param {ServerTerm} term @param {string} server its host @returns {Card} */
export function cardOf({ id, label, native, expansion, definition, lang, tags }, server) {
  return {
    id,
    label,
    native: native ?? null,
    expansion: expansion ?? null,
    ...splitFirst(parseDefinition(definition, () => undefined)),
    language: lang,
    english: null,
    tags: Array.isArray(tags) ? tags.map(String) : [],
    related: [],
    note: null,
    source: 'server',
    from: server,
  };
}
