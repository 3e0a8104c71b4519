/**
 * Reads a file of entries, YAML 1.2 or JSON (which is YAML), and knows where in it each thing
 * stands. Every scalar is text: `label: 4090` and `label: no` are labels like any other.
 *
 * @typedef {typeof import('js-yaml')} Yaml handed in, because only who reads files loads it
 *
 * @typedef {object} EntryFile
 * @property {unknown} value
 * @property {(path: readonly (string | number)[]) => number} lineAt 1-based line of what stands at
 *   a path, or of the nearest thing around it
 */

/** UTF-16 units. The largest glossary known has a tenth of that. */
export const LONGEST_FILE = 10_000_000;

/** What makes a file no list of entries at all; `line` is 0 where it has no place. */
export class EntryFileError extends Error {
  /** @param {string} reason @param {number} [line] */
  constructor(reason, line = 0) {
    super(reason);
    this.line = line;
  }
}

/**
 * @param {string} text
 * @param {Yaml} yaml
 * @returns {EntryFile}
 * @throws {EntryFileError}
 */
export function readEntryFile(text, yaml) {
  const source = text.replace(/^\uFEFF/, '');
  try {
    // No aliases: few lines could otherwise stand for gigabytes.
    const options = { schema: yaml.FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: 20 };
    const events = yaml.parseEvents(source, options);
    const documents = yaml.constructFromEvents(events, { ...options, source });
    if (documents.length > 1) throw new EntryFileError('it holds more than one document');
    const starts = placesIn(events, source, yaml);
    return {
      value: documents[0] ?? null,
      lineAt(path) {
        for (let length = path.length; length >= 0; length--) {
          const start = starts.get(keyOf(path.slice(0, length)));
          if (start !== undefined) return lineOf(source, start);
        }
        return 1;
      },
    };
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    throw new EntryFileError(error.reason, error.mark ? error.mark.line + 1 : 0);
  }
}

/** @param {readonly (string | number)[]} path */
const keyOf = (path) => JSON.stringify(path.map(String));

/** @param {string} source @param {number} offset */
function lineOf(source, offset) {
  let line = 1;
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) line++;
  return line;
}

/**
 * Where each node begins, by its path; that of a mapping's value is where its key stands.
 * @param {import('js-yaml').Event[]} events
 * @param {string} source
 * @param {Yaml} yaml
 */
function placesIn(events, source, yaml) {
  /** @type {Map<string, number>} */
  const places = new Map();
  /** @type {{path: (string | number)[], isMapping: boolean, key: string | null, count: number}[]} */
  const open = [];
  /** @param {number} start @returns {(string | number)[] | null} null where it is a key */
  const enter = (start) => {
    const around = open.at(-1);
    if (!around) {
      places.set(keyOf([]), start);
      return [];
    }
    if (around.isMapping && around.key === null) return null;
    const path = [...around.path, around.isMapping ? String(around.key) : around.count++];
    around.key = null;
    if (!places.has(keyOf(path))) places.set(keyOf(path), start);
    return path;
  };
  for (const event of events) {
    if (event.type === yaml.EVENT_POP) {
      open.pop();
    } else if (event.type === yaml.EVENT_SEQUENCE || event.type === yaml.EVENT_MAPPING) {
      const path = enter(event.start) ?? [];
      open.push({ path, isMapping: event.type === yaml.EVENT_MAPPING, key: null, count: 0 });
    } else if (event.type === yaml.EVENT_SCALAR) {
      const around = open.at(-1);
      if (!enter(event.valueStart) && around) {
        around.key = yaml.getScalarValue(source, event);
        places.set(keyOf([...around.path, around.key]), event.valueStart);
      }
    } else if (event.type === yaml.EVENT_DOCUMENT) {
      open.length = 0;
    }
  }
  return places;
}
