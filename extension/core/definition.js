/** @typedef {string | {id: string, text: string}} Part a piece of text, or a reference to an entry */

const REFERENCE = /\[\[([a-z0-9-]+)(?:\|([^[\]|]+))?\]\]/g;

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
