import { startIn } from './sites.js';

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
  const message = { type: 'define', text: clicked.selectionText ?? '' };
  const where = { frameId: clicked.frameId ?? 0 };
  try {
    await chrome.tabs.sendMessage(tab.id, message, where);
  } catch {
    // No one there: a page that was not granted. The click itself lets us in (activeTab).
    await startIn(tab.id);
    await chrome.tabs.sendMessage(tab.id, message, where);
  }
}
