import { changeSettings } from './settings.js';

/** @import { Settings } from '../core/settings.js' */

/** Sites that the manifest names itself. */
const STATIC = chrome.runtime.getManifest().content_scripts?.[0].matches ?? [];
const FILES = { js: ['content-script.js'], css: ['marks.css'] };
/**
 * What is registered for the sites that the user has granted; the manifest names the same for its own.
 * @type {chrome.scripting.RegisteredContentScript[]}
 */
const GRANTED = [
  { id: 'granted-early', js: ['early.js'], css: FILES.css, runAt: 'document_start' },
  { id: 'granted-sites', js: FILES.js, css: [], runAt: 'document_idle' },
];

/**
 * The host whose switch a page obeys: that of its tab, so that frames follow their page.
 * @param {chrome.runtime.MessageSender} sender
 */
export function hostOf(sender) {
  const url = sender.tab?.url ?? sender.url;
  return url && URL.canParse(url) ? new URL(url).hostname : '';
}

/** @param {string} host @param {Settings} settings */
export function isOn(host, { sites }) {
  return Object.hasOwn(sites, host) ? sites[host] : true;
}

/** @param {string} host @param {boolean} on */
export async function switchSite(host, on) {
  await changeSettings(({ sites }) => ({ sites: { ...sites, [host]: on } }));
}

/** Where the user lets us work, beyond what the manifest names. */
async function grantedSites() {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.filter((origin) => !STATIC.includes(origin));
}

/** Brings the registered content scripts in line with what the user has granted. */
export async function registerGranted() {
  const matches = await grantedSites();
  const registered = await chrome.scripting.getRegisteredContentScripts();
  const ids = registered.map(({ id }) => id);
  if (!matches.length) {
    if (ids.length) await chrome.scripting.unregisterContentScripts({ ids });
    return;
  }
  const scripts = GRANTED.map((script) => ({
    ...script,
    matches,
    excludeMatches: STATIC,
    allFrames: true,
    matchOriginAsFallback: true,
  }));
  const known = scripts.filter(({ id }) => ids.includes(id));
  const added = scripts.filter(({ id }) => !ids.includes(id));
  if (known.length) await chrome.scripting.updateContentScripts(known);
  if (added.length) await chrome.scripting.registerContentScripts(added);
}

/**
 * Starts in the tabs that are open already, so that nobody has to reload a page.
 * @param {string[]} origins match patterns
 */
export async function startInOpenTabs(origins) {
  if (!origins.length) return;
  const tabs = await chrome.tabs.query({ url: origins });
  await Promise.allSettled(tabs.map((tab) => tab.id && !tab.discarded && startIn(tab.id)));
}

/** @param {number} tabId */
export async function startIn(tabId) {
  const target = { tabId, allFrames: true };
  await chrome.scripting.insertCSS({ target, files: FILES.css });
  await chrome.scripting.executeScript({ target, files: FILES.js });
}

/** Every site where we may work. */
export async function allSites() {
  return [...STATIC, ...(await grantedSites())];
}
