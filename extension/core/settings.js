/** @import { Common } from './types.js' */

/**
 * What the user has chosen. `sites` stays on the device, since it tells where somebody reads; the
 * rest follows the user's browser account where the browser has one.
 * @typedef {object} Settings
 * @property {string} language 'auto' or one of the pack's languages
 * @property {boolean} alsoEnglish the English explanation too, below the other
 * @property {Common} common
 * @property {'all' | 'page' | 'section' | 'block'} density
 * @property {MarkStyle} style
 * @property {boolean} links mark inside links too
 * @property {boolean} headings mark inside headings too
 * @property {boolean} selectionButton offer to look up what was selected
 * @property {string[]} tags subjects that are not marked
 * @property {string[]} known ids of entries that the user needs no mark for
 * @property {boolean} keepLookups
 * @property {Record<string, boolean>} sites host -> on or off, where the user has said so
 *
 * @typedef {'dotted' | 'solid' | 'wavy' | 'background' | 'none'} MarkStyle
 *
 * @typedef {object} Setting
 * @property {'sync' | 'local'} area
 * @property {() => unknown} initial
 * @property {readonly string[] | null} choices where there are only so many
 * @property {(value: any) => boolean} holds whether a value may be kept
 */

export const COMMON = /** @type {const} */ (['auto', 'always', 'never']);
export const DENSITIES = /** @type {const} */ (['all', 'page', 'section', 'block']);
export const STYLES = /** @type {const} */ (['dotted', 'solid', 'wavy', 'background', 'none']);

const LANGUAGE = /^(?:auto|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** As many as anyone can mean; a file of more was not written by this extension. */
const MOST = 20_000;

/** @param {boolean} initial @returns {Setting} */
const flag = (initial) => ({
  area: 'sync',
  initial: () => initial,
  choices: ['true', 'false'],
  holds: (value) => typeof value === 'boolean',
});

/** @param {readonly string[]} choices @returns {Setting} */
const oneOf = (choices) => ({
  area: 'sync',
  initial: () => choices[0],
  choices,
  holds: (value) => choices.includes(value),
});

/** @param {(value: string) => boolean} fits @returns {Setting} */
const listOf = (fits) => ({
  area: 'sync',
  initial: () => [],
  choices: null,
  holds: (value) =>
    Array.isArray(value) &&
    value.length <= MOST &&
    value.every((each) => typeof each === 'string' && fits(each)),
});

/** @type {Record<keyof Settings, Setting>} */
export const SETTINGS = {
  language: {
    area: 'sync',
    initial: () => 'auto',
    choices: null,
    holds: (value) => typeof value === 'string' && LANGUAGE.test(value),
  },
  alsoEnglish: flag(false),
  common: oneOf(COMMON),
  density: oneOf(DENSITIES),
  style: oneOf(STYLES),
  links: flag(false),
  headings: flag(true),
  selectionButton: flag(true),
  tags: listOf((tag) => tag.length > 0 && tag.length <= 200),
  known: listOf(isId),
  keepLookups: flag(true),
  sites: { area: 'local', initial: () => ({}), choices: null, holds: isSites },
};

export const NAMES = /** @type {(keyof Settings)[]} */ (Object.keys(SETTINGS));

/** @returns {Settings} */
export function initialSettings() {
  return /** @type {any} */ (
    Object.fromEntries(NAMES.map((name) => [name, SETTINGS[name].initial()]))
  );
}

/** @param {string} name @returns {name is keyof Settings} */
export function isSetting(name) {
  return Object.hasOwn(SETTINGS, name);
}

/** @param {unknown} value */
export function isId(value) {
  return typeof value === 'string' && value.length <= 80 && ID.test(value);
}

/** @param {unknown} value */
function isSites(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const sites = Object.entries(value);
  return (
    sites.length <= MOST &&
    sites.every(([host, on]) => /^[^\s/]{1,255}$/.test(host) && typeof on === 'boolean')
  );
}
