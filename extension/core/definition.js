/** @typedef {string | {id: string, text: string}} Part a piece of text, or a reference to an entry */

const REFERENCE = /\[\[([a-z0-9-]+)(?:\|([^[\]|]+))?\]\]/g;
/** Where a sentence may end: before a space, or anywhere after a full-width mark. */
const END = /[。！？]+[”’」』）》]*|[.!?…]+[”’"')\]]*(?=\s|$)/g;
/** A full stop after one of these ends a word, not a sentence. */
const SHORTENED = /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|cf|approx|ca|no|fig|dr|mr|mrs|st|al|ver|[a-z])\.$/iu;

/**
 * A definition's plain text and references, in order: [[id]] or [[id|words]].
 * @param {string} definition
 * @param {(id: string) => string | undefined} labelOf undefined where there is no such entry
 * @returns {Part[]}
 */
export function parseDefinition(definition, labelOf) {
  /** @type {Part[]} */
  const parts = [];
  let done = 0;
  for (const match of definition.matchAll(REFERENCE)) {
    if (match.index > done) parts.push(definition.slice(done, match.index));
    const [, id, words] = match;
    const label = labelOf(id);
    parts.push(label === undefined ? (words ?? id) : { id, text: words ?? label });
    done = match.index + match[0].length;
  }
  if (done < definition.length) parts.push(definition.slice(done));
  return parts;
}

/** @param {Part} part */
const textOf = (part) => (typeof part === 'string' ? part : part.text);

/** What a reader sees of a definition. @param {Part[]} parts */
export function plainText(parts) {
  return parts.map(textOf).join('');
}

/**
 * A definition's first sentence, and the rest, which begins with no space; nothing is in both.
 * @param {Part[]} parts
 * @returns {{first: Part[], rest: Part[]}}
 */
export function splitFirst(parts) {
  // No sentence ends within a reference: a reference is one thing.
  const end = endOfFirst(parts.map((part) => (typeof part === 'string' ? part : 'x'.repeat(part.text.length))).join(''));
  /** @type {Part[]} */
  const first = [];
  /** @type {Part[]} */
  const rest = [];
  let at = 0;
  for (const part of parts) {
    const length = textOf(part).length;
    if (at + length <= end) first.push(part);
    else if (at >= end) rest.push(part);
    else if (typeof part === 'string') {
      first.push(part.slice(0, end - at));
      rest.push(part.slice(end - at));
    } else first.push(part);
    at += length;
  }
  if (typeof rest[0] === 'string') rest[0] = rest[0].trimStart();
  return { first, rest: rest.filter((part) => part !== '') };
}

/** @param {string} text */
function endOfFirst(text) {
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (!SHORTENED.test(text.slice(0, end))) return end;
  }
  return text.length;
}
