import { tell } from './tabs.js';

const DEFINE = 'define';

export async function makeMenu() {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: DEFINE,
    title: chrome.i18n.getMessage('menuDefine', '%s'),
    contexts: ['selection'],
  });
}

/**
 * @param {chrome.contextMenus.OnClickData} clicked
 * @param {chrome.tabs.Tab} [tab]
 */
export async function defineSelection(clicked, tab) {
  if (clicked.menuItemId !== DEFINE || !tab?.id) return;
  await tell(tab.id, { type: 'define', text: clicked.selectionText ?? '' }, clicked.frameId ?? 0);
}
