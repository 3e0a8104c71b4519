import { startIn } from './sites.js';

/**
 * Tells the scripts in a tab something. Where there are none, because the site was not granted, the
 * click or the key that led here lets us in (activeTab).
 * @param {number} tabId
 * @param {object} message
 * @param {number} [frameId] all frames where none is given
 */
export async function tell(tabId, message, frameId) {
  const where = frameId === undefined ? {} : { frameId };
  try {
    await chrome.tabs.sendMessage(tabId, message, where);
  } catch {
    try {
      await startIn(tabId);
      await chrome.tabs.sendMessage(tabId, message, where);
    } catch {
      // A page of the browser's own, or its store: nobody may work there, and nothing is lost.
    }
  }
}
