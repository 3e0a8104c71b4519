/** @import { Lookup } from './lookups.js' */
/** @import { OwnEntry } from '../core/own-terms.js' */
/** @import { Server } from '../core/server-address.js' */
/** @import { KeptPack } from './updates.js' */

/**
 * What is large or private, by name. It lives in IndexedDB, which has room, swaps a value whole or
 * not at all, and, unlike storage.local, cannot be read by content scripts.
 * @typedef {object} Kept
 * @property {Server | null} server
 * @property {KeptPack | null} pack of that server
 * @property {OwnEntry[]} own
 * @property {Record<string, string>} notes entry id -> the user's own words
 * @property {Lookup[]} lookups the newest first
 */

const DATABASE = 'glosslight';
const STORE = 'kept';

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

/** @returns {Promise<IDBDatabase>} */
function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      // Or a newer version of the extension could not open it.
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (opening = undefined);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

/**
 * @template {keyof Kept} Name
 * @param {Name} name
 * @param {Kept[Name]} otherwise where nothing is kept
 * @returns {Promise<Kept[Name]>}
 */
export async function readKept(name, otherwise) {
  const request = (await database()).transaction(STORE).objectStore(STORE).get(name);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result ?? otherwise);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Keeps all of these or, where one fails, none. A change of one reads and writes in one transaction.
 * @param {Partial<Kept>} values null or undefined forgets one
 */
export async function writeKept(values) {
  const transaction = (await database()).transaction(STORE, 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore(STORE);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) store.delete(name);
    else store.put(value, name);
  }
  await done(transaction);
}

/**
 * @template {keyof Kept} Name
 * @param {Name} name
 * @param {Kept[Name]} otherwise
 * @param {(value: Kept[Name]) => Kept[Name]} change
 */
export async function changeKept(name, otherwise, change) {
  const transaction = (await database()).transaction(STORE, 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore(STORE);
  const request = store.get(name);
  request.onsuccess = () => store.put(change(request.result ?? otherwise), name);
  await done(transaction);
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
