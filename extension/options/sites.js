import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { iconButton, makeSwitch } from '../ui/parts.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

/** @typedef {{host: string, pattern: string | null, on: boolean}} Site */

export async function sitesPart() {
  const box = make('div', 'box');
  const part = makePart('sites', text('sectionSites'), text('sitesHint'), box);
  const refresh = () => fill(box);
  await refresh();
  chrome.permissions.onAdded.addListener(refresh);
  chrome.permissions.onRemoved.addListener(refresh);
  chrome.storage.onChanged.addListener((changes) => 'sites' in changes && refresh());
  return part;
}

/** Sites that were granted, or that were switched on or off. @returns {Promise<Site[]>} */
async function allSites() {
  const [{ settings }, { origins = [] }] = await Promise.all([ask('settings'), chrome.permissions.getAll()]);
  /** @type {Map<string, Site>} */
  const sites = new Map();
  const named = chrome.runtime.getManifest().host_permissions ?? [];
  for (const pattern of origins) {
    const host = /^[^:]+:\/\/(?:\*\.)?([^/]+)\//.exec(pattern)?.[1] ?? pattern;
    // What the manifest names itself cannot be given back; it can be switched off.
    sites.set(host, { host, pattern: named.includes(pattern) ? null : pattern, on: true });
  }
  for (const [host, on] of Object.entries(settings.sites)) {
    sites.set(host, { host, pattern: sites.get(host)?.pattern ?? null, on });
  }
  return [...sites.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
}

/** @param {HTMLElement} box */
async function fill(box) {
  const lines = (await allSites()).map(({ host, pattern, on }) => {
    const words = make('span', 'words', host);
    const toggle = makeSwitch(host, on, (wanted) => ask('switch', { host, on: wanted }));
    const item = make('div', 'line', words, toggle);
    if (pattern) {
      const remove = () => chrome.permissions.remove({ origins: [pattern] });
      item.append(iconButton('close', text('siteRemove', host), remove));
    }
    return item;
  });
  box.replaceChildren(make('div', 'listed', ...lines));
}
