/** @import { Common } from '../core/types.js' */

/**
 * What the user has chosen; kept in storage.local, on this device alone.
 * @typedef {object} Settings
 * @property {string} language 'auto' or one of the pack's languages
 * @property {Common} common
 * @property {Record<string, boolean>} sites host -> on or off, where the user has said so
 */

/** @type {Settings} */
const DEFAULTS = { language: 'auto', common: 'auto', sites: {} };

/** @returns {Promise<Settings>} */
export async function readSettings() {
  return /** @type {Promise<any>} */ (chrome.storage.local.get({ ...DEFAULTS }));
}

/** @param {Partial<Settings>} changed */
export async function writeSettings(changed) {
  await chrome.storage.local.set(changed);
}
