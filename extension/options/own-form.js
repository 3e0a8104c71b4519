import { idFor, languageOfText } from '../core/own-terms.js';
import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { text } from '../ui/text.js';
import { explain } from './own-file.js';
import { makeSaid, problemList } from './parts.js';

/** @import { OwnEntry } from '../core/own-terms.js' */

/**
 * A term as it is typed in. What a form has no field for stays as it was.
 * @param {OwnEntry | undefined} entry
 * @param {() => void} done
 */
export function ownForm(entry, done) {
  const said = makeSaid();
  const label = make('input', 'field');
  label.value = entry?.label ?? '';
  label.required = true;
  label.maxLength = 200;
  const aliases = make('input', 'field');
  aliases.value = entry?.aliases?.join(', ') ?? '';
  const spoken = languageOf(entry);
  const meaning = make('textarea', '');
  meaning.value = entry?.definition[spoken] ?? '';
  meaning.required = true;
  meaning.maxLength = 4000;
  meaning.rows = 4;
  const exact = make('input', '');
  exact.type = 'checkbox';
  exact.checked = entry?.case === 'exact';
  const form = make(
    'form',
    'form',
    make('label', '', text('ownLabel'), label),
    make('label', '', text('ownAliases'), aliases, make('span', 'hint', text('ownAliasesHint'))),
    make('label', '', text('ownMeaning'), meaning),
    make('label', 'check', exact, make('span', '', text('ownExact'), make('span', 'hint', text('ownExactHint')))),
    make('div', 'actions', make('button', 'button main', text('save')), button('button', done, text('cancel'))),
    said.element,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const written = { label: label.value, aliases: aliases.value, meaning: meaning.value, exact: exact.checked };
    const made = entryFrom(written, spoken, entry);
    const { problems } = await ask('addOwn', { entries: [made], replaces: entry?.id });
    if (!problems.length) done();
    else said.complain(problemList(problems.map(explain)));
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) done();
  });
  return form;
}

/** The language of a definition that the form shows; '' where it is yet to be written. @param {OwnEntry} [entry] */
function languageOf(entry) {
  if (!entry) return '';
  const languages = Object.keys(entry.definition);
  const ours = text('locale').split('-')[0];
  return languages.includes(ours) ? ours : languages[0];
}

/**
 * @param {{label: string, aliases: string, meaning: string, exact: boolean}} written
 * @param {string} spoken
 * @param {OwnEntry} [before]
 * @returns {OwnEntry}
 */
function entryFrom({ label, aliases, meaning, exact }, spoken, before) {
  const names = aliases.split(/[,，、]/).map((name) => name.trim()).filter(Boolean);
  const { aliases: _aliases, case: letters, ...rest } = before ?? {};
  const kept = letters === 'exact' ? undefined : letters;
  const cased = exact ? /** @type {const} */ ('exact') : kept;
  return {
    ...rest,
    id: before?.id ?? idFor(label),
    label,
    ...(names.length ? { aliases: names } : {}),
    ...(cased ? { case: cased } : {}),
    definition: { ...before?.definition, [spoken || languageOfText(meaning)]: meaning },
  };
}
