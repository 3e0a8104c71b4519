import { isRecord, readEntry } from './own-terms.js';
import { SETTINGS, isId, isSetting } from './settings.js';

/** @import { OwnEntry } from './own-terms.js' */
/** @import { Settings } from './settings.js' */

/**
 * What one takes to another browser. No token: a file is too easily passed on.
 * @typedef {object} SettingsFile
 * @property {'glosslight-settings'} kind
 * @property {1} version
 * @property {Partial<Settings>} settings
 * @property {OwnEntry[]} own
 * @property {Record<string, string>} notes
 *
 * What is wrong with a file; `name` is the setting or the term.
 * @typedef {object} FileProblem
 * @property {'kind' | 'version' | 'unknown' | 'value' | 'own' | 'notes'} code
 * @property {string} name
 * @property {string} detail what stands there
 * @property {string} expected what may stand there, '' where that is no short list
 */

export const KIND = 'glosslight-settings';
export const VERSION = 1;

/**
 * @param {unknown} data parsed JSON
 * @returns {{file: SettingsFile | null, problems: FileProblem[]}} all of it, or all that is wrong
 */
export function readSettingsFile(data) {
  if (!isRecord(data) || data.kind !== KIND) return refused('kind');
  if (data.version !== VERSION) return refused('version', '', String(data.version));
  /** @type {FileProblem[]} */
  const problems = [];
  const { settings = {}, own = [], notes = {} } = data;
  if (!isRecord(settings)) problems.push(problem('value', 'settings', settings));
  else {
    for (const [name, value] of Object.entries(settings)) {
      if (!isSetting(name)) problems.push(problem('unknown', name, value));
      else if (!SETTINGS[name].holds(value)) {
        problems.push(problem('value', name, value, SETTINGS[name].choices?.join(', ')));
      }
    }
  }
  const checked = Array.isArray(own) ? own.map((entry, at) => readEntry(entry, undefined, `#${at + 1}`)) : null;
  if (!checked) problems.push(problem('value', 'own', own));
  for (const { entry, field, detail } of checked?.flatMap((each) => each.problems) ?? []) {
    problems.push({ code: 'own', name: field ? `${entry}: ${field}` : entry, detail, expected: '' });
  }
  const areNotes =
    isRecord(notes) && Object.entries(notes).every(([id, text]) => isId(id) && typeof text === 'string');
  if (!areNotes) problems.push(problem('notes', 'notes', notes));
  if (problems.length) return { file: null, problems };
  const entries = checked?.flatMap(({ entry }) => entry ?? []) ?? [];
  return { file: { kind: KIND, version: VERSION, settings, own: entries, notes }, problems };
}

/** @param {FileProblem['code']} code @param {string} [name] @param {string} [detail] */
function refused(code, name = '', detail = '') {
  return { file: null, problems: [{ code, name, detail, expected: '' }] };
}

/**
 * @param {FileProblem['code']} code @param {string} name @param {unknown} value
 * @param {string} [expected]
 * @returns {FileProblem}
 */
function problem(code, name, value, expected = '') {
  const detail = JSON.stringify(value) ?? '';
  return { code, name, detail: detail.length > 60 ? `${detail.slice(0, 59)}…` : detail, expected };
}
