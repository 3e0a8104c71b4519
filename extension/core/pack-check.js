import { canonical } from './canonical.js';
import { isId } from './settings.js';
import { isRecord } from './own-terms.js';

/** @import { Pack } from './types.js' */

/**
 * Why a pack is refused. `code` is for programs and for words in the user's language; the message
 * says what of the pack is at fault.
 */
export class PackError extends Error {
  /** @param {'json' | 'format' | 'shape' | 'digest'} code @param {string} detail */
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

const FORMAT = 1;
/** Several times the largest glossaries there are; bounds memory, and the time that a page waits. */
const MOST = { entries: 200_000, forms: 2_000_000, owners: 200, ranges: 4000, items: 1000 };
const LONGEST = { text: 2000, definition: 20_000 };

/** @param {unknown} condition @param {string} what */
function need(condition, what) {
  if (!condition) throw new PackError('shape', what);
}

/** @param {unknown} value @param {number} [longest] @returns {value is string} */
const isText = (value, longest = LONGEST.text) =>
  typeof value === 'string' && value.length <= longest && value.isWellFormed();

/** @param {unknown} value */
const isTexts = (value) =>
  Array.isArray(value) && value.length <= MOST.items && value.every((each) => isText(each));

/** @param {unknown} value @param {(item: unknown) => boolean} fits */
const isMap = (value, fits) => isRecord(value) && Object.values(value).every(fits);

/** @param {unknown} value */
const isRanges = (value) =>
  Array.isArray(value) &&
  value.length <= MOST.ranges &&
  value.every(
    (pair) =>
      Array.isArray(pair) &&
      pair.length === 2 &&
      pair.every((code) => typeof code === 'string' && /^[0-9a-f]{1,6}$/i.test(code)),
  );

/** @param {unknown} value @param {number} below */
const isIndex = (value, below) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below;

/**
 * Whether this is a pack that the matcher and the tooltip can work with. Fields that this version
 * does not know are let be; those that it uses must be what they should.
 * @param {unknown} data parsed JSON
 * @returns {asserts data is Pack}
 * @throws {PackError}
 */
export function checkPack(data) {
  need(isRecord(data), 'it is no JSON object');
  const pack = /** @type {Record<string, any>} */ (data);
  if (pack.format !== FORMAT) {
    throw new PackError('format', JSON.stringify(pack.format) ?? 'none');
  }
  need(/^sha256:[0-9a-f]{64}$/.test(pack.digest), 'digest');
  need(isTexts(pack.languages) && pack.languages.length, 'languages');
  need(isMap(pack.tags, (names) => isMap(names, (name) => isText(name))), 'tags');
  checkRules(pack.rules);
  need(Array.isArray(pack.glossaries), 'glossaries');
  pack.glossaries.forEach(checkFacts);
  need(Array.isArray(pack.entries) && pack.entries.length <= MOST.entries, 'entries');
  const { glossaries } = pack;
  const entries = /** @type {unknown[]} */ (pack.entries);
  const ids = new Set(entries.map((entry, at) => checkEntry(entry, at, glossaries.length)));
  need(ids.size === entries.length, 'entries: an id occurs twice');
  checkForms(pack.forms, entries.length);
}

/** @param {any} facts @param {number} at */
function checkFacts(facts, at) {
  const holds =
    isRecord(facts) &&
    isText(facts.id) &&
    isMap(facts.title, (title) => isText(title)) &&
    isText(facts.license) &&
    isText(facts.attribution) &&
    isTexts(facts.sites);
  need(holds, `glossaries, number ${at + 1}`);
}

/** @param {any} rules */
function checkRules(rules) {
  need(isRecord(rules) && isRecord(rules.characters), 'rules');
  const { casefold, ...ranges } = rules.characters;
  for (const name of ['space', 'dropped', 'apostrophes', 'hangul', 'conjoining', 'voicing', 'unspaced']) {
    need(isRanges(ranges[name]), `rules: characters.${name}`);
  }
  need(isMap(casefold, (to) => isText(to, 8)), 'rules: characters.casefold');
  need(isMap(rules.particles, isTexts), 'rules: particles');
  const { scope } = rules;
  need(
    isRecord(scope) &&
      isTexts(scope.transparent) &&
      isTexts(scope.excluded) &&
      isTexts(scope.classes) &&
      isMap(scope.attributes, isTexts) &&
      isRecord(scope.switchable) &&
      isTexts(scope.switchable.links) &&
      isTexts(scope.switchable.headings),
    'rules: scope',
  );
}

/** @type {Record<string, (value: any) => boolean>} */
const OPTIONAL = {
  expansion: (value) => isText(value),
  aliases: isTexts,
  labels: (value) => isMap(value, isTexts),
  case: (value) => value === 'exact',
  common: (value) => value === true,
  not_in: isTexts,
  not_in_folded: isTexts,
  homonyms: isTexts,
  tags: isTexts,
  broader: isId,
  related: isTexts,
  links: (value) =>
    Array.isArray(value) &&
    value.length <= MOST.items &&
    // A link is pressed: nothing but the web may be behind it.
    value.every((/** @type {unknown} */ link) => isRecord(link) && isText(link.title) && isText(link.url) && /^https?:\/\//.test(link.url)),
};

/** @param {any} entry @param {number} at @param {number} glossaries @returns {string} its id */
function checkEntry(entry, at, glossaries) {
  need(isRecord(entry) && isId(entry.id), `entries, number ${at + 1}: id`);
  need(isText(entry.label) && entry.label, `entry ${entry.id}: label`);
  need(
    isMap(entry.definition, (text) => isText(text, LONGEST.definition)) &&
      Object.keys(entry.definition).length,
    `entry ${entry.id}: definition`,
  );
  need(isIndex(entry.glossary, glossaries), `entry ${entry.id}: glossary`);
  for (const [field, holds] of Object.entries(OPTIONAL)) {
    if (entry[field] !== undefined) need(holds(entry[field]), `entry ${entry.id}: ${field}`);
  }
  return entry.id;
}

/** @param {any} forms @param {number} entries */
function checkForms(forms, entries) {
  need(isRecord(forms), 'forms');
  let count = 0;
  for (const [form, rows] of Object.entries(forms)) {
    need(++count <= MOST.forms, 'forms: too many');
    const holds =
      form.length > 0 &&
      isText(form) &&
      Array.isArray(rows) &&
      rows.length > 0 &&
      rows.length <= MOST.owners &&
      rows.every(
        (row) =>
          Array.isArray(row) &&
          row.length >= 2 &&
          row.length <= 4 &&
          isIndex(row[0], entries) &&
          isIndex(row[1], 4) &&
          (row[2] === undefined || isText(row[2])) &&
          (row[3] === undefined || isIndex(row[3], 4)),
      );
    need(holds, `forms: ${form.slice(0, 60)}`);
  }
}

/**
 * The digest of a pack's content, as terms/pack.py makes it.
 * @param {Pack} pack
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>} sha256
 */
export async function digestOf({ digest: _, ...content }, sha256) {
  const bytes = new TextEncoder().encode(canonical(content));
  const hash = new Uint8Array(await sha256(bytes));
  return `sha256:${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
