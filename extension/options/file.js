import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { chooseFile, saveFile, today } from '../ui/files.js';
import { drawn } from '../ui/icons.js';
import { text } from '../ui/text.js';
import { makePart, makeSaid, problemList } from './parts.js';

/** @import { FileProblem } from '../core/settings-file.js' */

const LARGEST = 20_000_000;

/** @type {Record<FileProblem['code'], (problem: FileProblem) => string>} */
const WRONG = {
  kind: () => text('importKind'),
  version: ({ detail }) => text('importVersion', detail),
  unknown: ({ name }) => text('importUnknown', name),
  value: ({ name, detail, expected }) =>
    expected ? text('importChoice', [name, detail, expected]) : text('importValue', [name, detail]),
  own: ({ name, detail }) => text('importOwn', [name, detail]),
  notes: () => text('importNotes'),
};

/** @param {() => void} imported everything may be otherwise now */
export function filePart(imported) {
  const said = makeSaid();
  const take = button('button', () => chooseFile('.json,application/json', (file) => read(file, said, imported)), text('fileImport'));
  const give = button('button', save, drawn('download'), text('fileExport'));
  const box = make('div', 'box', make('div', 'pad', make('div', 'actions', give, take), said.element));
  // Said after the page was drawn anew with what was imported.
  const name = sessionStorage.getItem('imported');
  sessionStorage.removeItem('imported');
  if (name) said.say(text('fileImported', name));
  return makePart('move', text('sectionFile'), text('fileHint'), box);
}

async function save() {
  const file = await ask('export');
  saveFile(`glosslight-settings-${today()}.json`, `${JSON.stringify(file, null, 2)}\n`, 'application/json');
}

/** @param {File} file @param {ReturnType<typeof makeSaid>} said @param {() => void} imported */
async function read(file, said, imported) {
  const problems = await take(file);
  if (problems.length) {
    said.complain(text('fileRefused', file.name), problemList(problems.map((each) => [each])));
    return;
  }
  sessionStorage.setItem('imported', file.name);
  location.hash = '#move';
  imported();
}

/** @param {File} file @returns {Promise<string[]>} what is wrong, nothing where it was taken */
async function take(file) {
  if (file.size > LARGEST) return [text('fileTooLarge')];
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch {
    return [text('importKind')];
  }
  const problems = await ask('import', { file: data });
  return problems.map((problem) => WRONG[problem.code](problem));
}
