import { NAMES, SETTINGS, initialSettings, isSetting } from '../core/settings.js';

/** @import { Settings } from '../core/settings.js' */

/** Names of settings that storage.sync had no room for: they are kept on this device instead. */
const HERE = 'keptHere';

/** @param {'sync' | 'local'} area */
const namesIn = (area) => NAMES.filter((name) => SETTINGS[name].area === area);

/**
 * The settings as they are. What does not hold (written by another version, or by hand) counts as
 * not set.
 * @returns {Promise<Settings>}
 */
export async function readSettings() {
  const [synced, local] = await Promise.all([
    chrome.storage.sync.get(namesIn('sync')),
    chrome.storage.local.get([...NAMES, HERE]),
  ]);
  /** @type {Record<string, unknown>} */
  const settings = initialSettings();
  const here = new Set(keptHere(local));
  for (const name of NAMES) {
    const { area, holds } = SETTINGS[name];
    const value = area === 'local' || here.has(name) ? local[name] : synced[name];
    if (value !== undefined && holds(value)) settings[name] = value;
  }
  return /** @type {Settings} */ (settings);
}

/** Settings that are on this device alone because storage.sync is full. */
export async function settingsKeptHere() {
  return keptHere(await chrome.storage.local.get(HERE));
}

/** @param {Record<string, unknown>} local */
function keptHere(local) {
  const names = local[HERE];
  return Array.isArray(names) ? names.filter(isSetting) : [];
}

/** @type {Promise<unknown>} */
let writing = Promise.resolve();

/**
 * One change after another, each from what the one before has left.
 * @param {(settings: Settings) => Partial<Settings>} change
 */
export function changeSettings(change) {
  const changed = writing.then(async () => writeSettings(change(await readSettings())));
  writing = changed.catch(() => {});
  return changed;
}

/**
 * @param {Partial<Settings>} changed
 * @throws {TypeError} where there is no such setting, or it may not have that value: nothing is kept
 */
async function writeSettings(changed) {
  for (const [name, value] of Object.entries(changed)) {
    if (!isSetting(name)) throw new TypeError(`there is no setting ${name}`);
    if (!SETTINGS[name].holds(value)) {
      throw new TypeError(`${name} cannot be ${JSON.stringify(value)?.slice(0, 80)}`);
    }
  }
  for (const [name, value] of Object.entries(changed)) {
    if (SETTINGS[/** @type {keyof Settings} */ (name)].area === 'local') {
      await chrome.storage.local.set({ [name]: value });
    } else {
      await writeSynced(/** @type {keyof Settings} */ (name), value);
    }
  }
}

/**
 * The browser limits how much is synchronised, and how often. What it refuses is kept here.
 * @param {keyof Settings} name @param {unknown} value
 */
async function writeSynced(name, value) {
  const here = await settingsKeptHere();
  try {
    await chrome.storage.sync.set({ [name]: value });
  } catch {
    await chrome.storage.local.set({ [name]: value, [HERE]: [...new Set([...here, name])] });
    return;
  }
  if (here.includes(name)) {
    await chrome.storage.local.set({ [HERE]: here.filter((each) => each !== name) });
    await chrome.storage.local.remove(name);
  }
}
