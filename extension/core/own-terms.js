import { isId } from './settings.js';

/** @import { EntryFile } from './entry-file.js' */

/**
 * An entry as its writer gives it: the glossary's own format (terms/schema.json), checked.
 * @typedef {object} OwnEntry
 * @property {string} id
 * @property {string} label
 * @property {string} [expansion]
 * @property {string[]} [aliases]
 * @property {string[]} [hidden]
 * @property {Record<string, string[]>} [labels]
 * @property {string[]} [forms]
 * @property {'english' | 'none'} [inflect]
 * @property {'any' | 'exact' | string[]} [case]
 * @property {boolean | string[]} [common]
 * @property {string[]} [not_in]
 * @property {string[]} [homonyms]
 * @property {string[]} [tags]
 * @property {Record<string, string>} definition
 * @property {string} [broader]
 * @property {string[]} [related]
 * @property {{url: string, title: string}[]} [links]
 *
 * What is wrong with a field. `code` says what was expected; `detail` what there is instead.
 * @typedef {object} Problem
 * @property {number} line 0 where it has none
 * @property {string} entry its label, id or number
 * @property {string} field '' for the entry as a whole
 * @property {ProblemCode} code
 * @property {string} detail
 *
 * @typedef {'list' | 'many' | 'entry' | 'missing' | 'unknown' | 'text' | 'long' | 'texts' | 'id'
 *   | 'ids' | 'choice' | 'languages' | 'links' | 'twice'} ProblemCode
 */

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const URL_SHAPE = /^https:\/\/[^\s<>"]+$/;
/** As many entries as a person can have; more is a glossary, and belongs on a server. */
export const MOST_ENTRIES = 5000;

/** @typedef {{code: ProblemCode, read: (value: any) => unknown}} Field undefined: not acceptable */

/** @param {unknown} value @param {number} longest in UTF-16 units */
function textUpTo(value, longest) {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed && trimmed.length <= longest ? trimmed : undefined;
}

/** @param {unknown} value */
const text = (value) => textUpTo(value, 200);

/** @param {unknown} value @param {(item: unknown) => any} read @param {number} most */
function list(value, read, most) {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const items = value.map(read);
  return items.includes(undefined) ? undefined : [...new Set(items)];
}

/** @param {unknown} value */
const texts = (value) => list(value, text, 100);
/** @param {unknown} value */
const id = (value) => (isId(value) ? value : undefined);
/** @param {unknown} value */
const ids = (value) => list(value, id, 30);

/** @param {unknown} value @param {(item: unknown) => any} read */
function byLanguage(value, read) {
  if (!isRecord(value)) return undefined;
  const read_ = Object.entries(value).map(([language, item]) => [language, read(item)]);
  const holds = read_.every(([language, item]) => LANGUAGE.test(language) && item !== undefined);
  return holds ? Object.fromEntries(read_) : undefined;
}

/** A file says true, a form says true. @param {unknown} value */
const bool = (value) =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

/** @param {unknown} value */
function definition(value) {
  const plain = textUpTo(value, 4000);
  if (plain) return { [languageOfText(plain)]: plain };
  const read = byLanguage(value, (item) => textUpTo(item, 4000));
  return read && Object.keys(read).length ? read : undefined;
}

/** @param {unknown} value */
function links(value) {
  return list(
    value,
    (item) => {
      if (!isRecord(item)) return undefined;
      const [url, title] = [textUpTo(item.url, 500), text(item.title)];
      return url && title && URL_SHAPE.test(url) ? { url, title } : undefined;
    },
    20,
  );
}

/** @param {...string} choices */
const oneOf = (...choices) => (/** @type {unknown} */ value) =>
  choices.includes(String(value)) ? value : undefined;

/** @type {Record<string, Field>} */
const FIELDS = {
  id: { code: 'id', read: id },
  label: { code: 'text', read: text },
  expansion: { code: 'text', read: text },
  aliases: { code: 'texts', read: texts },
  hidden: { code: 'texts', read: texts },
  labels: { code: 'languages', read: (value) => byLanguage(value, texts) },
  forms: { code: 'texts', read: texts },
  inflect: { code: 'choice', read: oneOf('english', 'none') },
  case: { code: 'choice', read: (value) => texts(value) ?? oneOf('any', 'exact')(value) },
  common: { code: 'choice', read: (value) => texts(value) ?? bool(value) },
  not_in: { code: 'texts', read: texts },
  homonyms: { code: 'ids', read: ids },
  tags: { code: 'texts', read: texts },
  definition: { code: 'long', read: definition },
  broader: { code: 'id', read: id },
  related: { code: 'ids', read: ids },
  links: { code: 'links', read: links },
};

/**
 * The entries of a file, all or none: every problem is found, not just the first.
 * @param {EntryFile} file
 * @returns {{entries: OwnEntry[], problems: Problem[]}}
 */
export function readEntries({ value, lineAt }) {
  const list = isRecord(value) && Array.isArray(value.entries) ? value.entries : value;
  const top = list === value ? [] : ['entries'];
  if (!Array.isArray(list) || !list.length) {
    return { entries: [], problems: [problem(lineAt([]), '', '', 'list')] };
  }
  if (list.length > MOST_ENTRIES) {
    return { entries: [], problems: [problem(0, '', '', 'many', String(list.length))] };
  }
  /** @type {Problem[]} */
  const problems = [];
  /** @type {OwnEntry[]} */
  const entries = [];
  /** @type {Set<string>} */
  const seen = new Set();
  list.forEach((raw, at) => {
    const place = (/** @type {string[]} */ ...path) => lineAt([...top, at, ...path]);
    const checked = readEntry(raw, place, `#${at + 1}`);
    problems.push(...checked.problems);
    if (!checked.entry) return;
    if (seen.has(checked.entry.id)) {
      problems.push(problem(place('id'), checked.entry.label, 'id', 'twice', checked.entry.id));
    }
    seen.add(checked.entry.id);
    entries.push(checked.entry);
  });
  return problems.length ? { entries: [], problems } : { entries, problems };
}

/**
 * @param {unknown} raw
 * @param {(field: string) => number} [lineOf]
 * @param {string} [number] what to call an entry that has neither label nor id
 * @returns {{entry: OwnEntry | null, problems: Problem[]}}
 */
export function readEntry(raw, lineOf = () => 0, number = '') {
  if (!isRecord(raw)) {
    const bare = /** @type {() => number} */ (lineOf);
    return { entry: null, problems: [problem(bare(), number, '', 'entry', shown(raw))] };
  }
  const name = text(raw.label) ?? text(raw.id) ?? number;
  /** @type {Problem[]} */
  const problems = [];
  /** @type {Record<string, unknown>} */
  const entry = {};
  for (const [field, value] of Object.entries(raw)) {
    if (!Object.hasOwn(FIELDS, field)) {
      problems.push(problem(lineOf(field), name, field, 'unknown', nearest(field)));
      continue;
    }
    const read = FIELDS[field].read(value);
    if (read === undefined) {
      problems.push(problem(lineOf(field), name, field, FIELDS[field].code, shown(value)));
    } else if (!isEmpty(read)) {
      entry[field] = read;
    }
  }
  for (const field of ['label', 'definition']) {
    if (!(field in raw)) {
      problems.push(problem(lineOf(''), name, field, 'missing'));
    }
  }
  if (problems.length) return { entry: null, problems };
  entry.id ??= idFor(/** @type {string} */ (entry.label));
  return { entry: /** @type {any} */ (entry), problems };
}

/** A stable id for an entry that was given none. @param {string} label */
export function idFor(label) {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
  // Labels in other scripts leave nothing to read; they get a number that is always the same.
  if (/[^\p{ASCII}]/u.test(plain)) {
    let hash = 0x811c9dc5;
    for (const unit of label) hash = Math.imul(hash ^ /** @type {number} */ (unit.codePointAt(0)), 0x01000193);
    return [slug || 'own', (hash >>> 0).toString(36)].join('-');
  }
  return slug || 'own';
}

/** The language that a text without a label is in, as far as its script tells. @param {string} value */
export function languageOfText(value) {
  if (/\p{Script=Hangul}/u.test(value)) return 'ko';
  return /\p{Script=Han}/u.test(value) ? 'zh' : 'en';
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function isEmpty(value) {
  if (value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** @param {unknown} value */
function shown(value) {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}

/** The field that was meant, '' where it is anyone's guess. @param {string} field */
function nearest(field) {
  const plain = field.toLowerCase().replace(/[^a-z]/g, '');
  const names = Object.keys(FIELDS);
  return (
    names.find((name) => name.replace('_', '') === plain) ??
    names.find((name) => name.startsWith(plain) || plain.startsWith(name.replace(/s$/, ''))) ??
    ''
  );
}

/**
 * @param {number} line @param {string} entry @param {string} field @param {ProblemCode} code
 * @param {string} [detail]
 * @returns {Problem}
 */
function problem(line, entry, field, code, detail = '') {
  return { line, entry, field, code, detail };
}
