import { Matcher } from '../core/matcher.js';
import { PackError, checkPack, digestOf } from '../core/pack-check.js';
import { matcherData } from '../core/pack.js';
import { glossaryChanged } from './glossary.js';
import { readKept, writeKept } from './kept.js';
import { changeSettings, readSettings } from './settings.js';
import { ServerError, patternOf, readServer } from '../core/server-address.js';
import { askServer, readJson } from './server.js';

/** @import { Pack } from '../core/types.js' */
/** @import { Server, ServerProblem } from '../core/server-address.js' */

/**
 * How the glossary of the server that is set stands; in storage.local, so that pages can follow it.
 * @typedef {object} UpdateStatus
 * @property {number} checkedAt when a server last answered, milliseconds since 1970
 * @property {number} triedAt when one was last asked
 * @property {number} updatedAt when the glossary was last swapped
 * @property {number} entries
 * @property {{code: ServerProblem, detail: string} | null} problem with the last try
 *
 * @typedef {object} KeptPack a server's glossary, whole and checked
 * @property {Pack} pack
 * @property {string} etag
 */

export const STATUS = 'updates';
const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;
const TIMEOUT = 60_000;
/** Bytes of JSON: twenty times the shipped glossary, and as much as a worker holds with ease. */
const LARGEST = 25_000_000;

/** @type {UpdateStatus} */
const NEVER = { checkedAt: 0, triedAt: 0, updatedAt: 0, entries: 0, problem: null };

/** @returns {Promise<UpdateStatus>} */
export async function updateStatus() {
  const { [STATUS]: status = NEVER } = await chrome.storage.local.get(STATUS);
  return /** @type {UpdateStatus} */ (status);
}

/** @param {Partial<UpdateStatus>} changed */
async function note(changed) {
  await chrome.storage.local.set({ [STATUS]: { ...(await updateStatus()), ...changed } });
}

/**
 * Takes a server's glossary in place of what is there, if it can be had and holds; else changes
 * nothing. The permission must have been asked for, in a page, where a person pressed something.
 * @param {{url: string, token?: string, glossary?: string}} typed
 * @param {boolean} [granted] the permission was given for this: its pages are not to be marked
 * @returns {Promise<{entries: number}>}
 * @throws {ServerError}
 */
export async function setServer(typed, granted = false) {
  const server = readServer(typed);
  const fetched = await fetchPack(server, '');
  if (!fetched) throw new ServerError('status', '304');
  await swap(server, fetched);
  const host = new URL(server.url).hostname;
  if (granted) await changeSettings(({ sites }) => ({ sites: { [host]: false, ...sites } }));
  return { entries: fetched.pack.entries.length };
}

/** Back to the shipped glossary; a permission that was given for the server alone goes too. */
export async function removeServer() {
  const server = await readKept('server', null);
  await writeKept({ server: null, pack: null });
  await chrome.storage.local.remove(STATUS);
  await glossaryChanged();
  const host = server ? new URL(server.url).hostname : '';
  const { sites } = await readSettings();
  if (server && sites[host] === false) {
    await chrome.permissions.remove({ origins: [patternOf(server.url)] }).catch(() => false);
    await changeSettings(({ sites: { [host]: _, ...others } }) => ({ sites: others }));
  }
  return server;
}

/** @type {Promise<void> | undefined} */
let checking;

/** Asks the server that is set, if one is, whether it has a newer glossary. */
export function checkForUpdate() {
  checking ??= check().finally(() => (checking = undefined));
  return checking;
}

/** Once a day, and sooner where the last try failed. Costs a look into storage. */
export async function checkWhenDue() {
  const { [STATUS]: status } = await chrome.storage.local.get(STATUS);
  if (!status) return;
  const { triedAt, problem } = /** @type {UpdateStatus} */ (status);
  if (Math.abs(Date.now() - triedAt) > (problem ? HOUR : DAY)) await checkForUpdate();
}

async function check() {
  const server = await readKept('server', null);
  if (!server) return;
  const kept = await readKept('pack', null);
  await note({ triedAt: Date.now() });
  try {
    const fetched = await fetchPack(server, kept?.etag ?? '');
    const now = await readKept('server', null);
    // Another was set meanwhile: what came is of no use.
    if (JSON.stringify(now) !== JSON.stringify(server)) return;
    if (fetched && fetched.pack.digest !== kept?.pack.digest) await swap(server, fetched);
    else await note({ checkedAt: Date.now(), problem: null });
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await note({ problem: { code: error.code, detail: error.detail } });
  }
}

/** @param {Server} server @param {KeptPack} fetched */
async function swap(server, fetched) {
  try {
    await writeKept({ server, pack: fetched });
  } catch (error) {
    throw new ServerError('room', error instanceof Error ? error.name : String(error));
  }
  const now = Date.now();
  const entries = fetched.pack.entries.length;
  await note({ checkedAt: now, triedAt: now, updatedAt: now, entries, problem: null });
  await glossaryChanged();
}

/**
 * @param {Server} server
 * @param {string} etag of what is there, '' where nothing is
 * @returns {Promise<KeptPack | null>} null where the server has nothing newer
 * @throws {ServerError}
 */
async function fetchPack(server, etag) {
  if (!(await chrome.permissions.contains({ origins: [patternOf(server.url)] }))) {
    throw new ServerError('permission');
  }
  /** @type {Record<string, string>} */
  const headers = etag ? { 'if-none-match': etag } : {};
  const response = await askServer(server, '/v1/pack', {}, { headers, timeout: TIMEOUT });
  if (response.status === 304) return null;
  const pack = await checked(await readJson(response, LARGEST));
  return { pack, etag: response.headers.get('etag') ?? '' };
}

/** @param {unknown} data @returns {Promise<Pack>} @throws {ServerError} */
async function checked(data) {
  try {
    checkPack(data);
  } catch (error) {
    if (error instanceof PackError) throw new ServerError(error.code, error.message);
    throw error;
  }
  if ((await digestOf(data, (bytes) => crypto.subtle.digest('SHA-256', bytes))) !== data.digest) {
    throw new ServerError('digest');
  }
  try {
    // The last word is with what will work with it.
    new Matcher(matcherData(data)).find('LoRA');
  } catch (error) {
    throw new ServerError('shape', String(error));
  }
  return data;
}
