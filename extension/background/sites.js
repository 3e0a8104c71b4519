import { changeSettings } from './settings.js';

/** @import { Settings } from '../core/settings.js' */

/** Sites that the manifest names itself. */
const STATIC = chrome.runtime.getManifest().content_scripts?.[0].matches ?? [];
const GRANTED = 'granted-sites';
const FILES = { js: ['content-script.js'], css: ['marks.css'] };

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
  const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [GRANTED] });
  if (!matches.length) {
    if (registered) await chrome.scripting.unregisterContentScripts({ ids: [GRANTED] });
    return;
  }
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = {
    id: GRANTED,
    ...FILES,
    matches,
    excludeMatches: STATIC,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_idle',
  };
  if (registered) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
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
