import { EntryFileError, LONGEST_FILE, readEntryFile } from '../core/entry-file.js';
import { readEntries } from '../core/own-terms.js';
import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { chooseFile } from '../ui/files.js';
import { count, text } from '../ui/text.js';
import { problemList } from './parts.js';

/** @import { Yaml } from '../core/entry-file.js' */
/** @import { Problem, ProblemCode } from '../core/own-terms.js' */

/** @typedef {ReturnType<typeof import('./parts.js').makeSaid>} Said */

/** @type {Record<ProblemCode, (field: string, detail: string) => string>} */
const WRONG = {
  list: () => text('wrongList'),
  many: (_, detail) => text('wrongMany', detail),
  entry: (_, detail) => text('wrongEntry', detail),
  missing: (field) => text('wrongMissing', field),
  unknown: (field, detail) =>
    detail ? text('wrongUnknownMeant', [field, detail]) : text('wrongUnknown', field),
  text: (field, detail) => text('wrongText', [field, detail]),
  long: (field, detail) => text('wrongLong', [field, detail]),
  texts: (field, detail) => text('wrongTexts', [field, detail]),
  id: (field, detail) => text('wrongId', [field, detail]),
  ids: (field, detail) => text('wrongId', [field, detail]),
  choice: (field, detail) => text('wrongChoice', [field, detail]),
  languages: (field, detail) => text('wrongLanguages', [field, detail]),
  links: (field, detail) => text('wrongLinks', [field, detail]),
  twice: (_, detail) => text('wrongTwice', detail),
};

/** A problem as a line of words: where, in which term, what. @param {Problem} problem */
export function explain({ line, entry, field, code, detail }) {
  const where = [line ? text('atLine', String(line)) : '', entry].filter(Boolean).join(', ');
  const what = WRONG[code](field, detail);
  return where ? [make('b', '', where), ` – ${what}`] : [what];
}

/** @param {Said} said @param {() => void} done */
export function loadOwnFile(said, done) {
  chooseFile('.yaml,.yml,.json,application/yaml,application/json', async (file) => {
    const problems = await takeFile(file);
    if (typeof problems === 'number') {
      said.say(text('ownLoaded', count(problems)));
      done();
    } else {
      said.complain(text('fileRefused', file.name), problemList(problems));
    }
  });
}

/**
 * @param {File} file
 * @returns {Promise<number | (string | Node)[][]>} how many terms came in, or what is wrong
 */
async function takeFile(file) {
  if (file.size > LONGEST_FILE) return [[text('fileTooLarge')]];
  try {
    const { entries, problems } = readEntries(readEntryFile(await file.text(), await yaml()));
    if (problems.length) return problems.map(explain);
    const { problems: refused } = await ask('addOwn', { entries });
    return refused.length ? refused.map(explain) : entries.length;
  } catch (error) {
    if (!(error instanceof EntryFileError)) return [[text('fileUnread', String(error))]];
    const words = text('fileUnread', error.message);
    return [error.line ? [make('b', '', text('atLine', String(error.line))), ` – ${words}`] : [words]];
  }
}

/** Loaded when somebody opens a file, and not before. @returns {Promise<Yaml>} */
async function yaml() {
  try {
    return await import(chrome.runtime.getURL('vendor/js-yaml.js'));
  } catch {
    // In the folder as it is in the repository; what ships has it.
    throw new EntryFileError('js-yaml is not in this folder; “npm run vendor” puts it there');
  }
}
