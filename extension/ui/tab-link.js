/** @import { TermOnPage } from '../dom/page-terms.js' */
/** @typedef {{summary: TermOnPage[], reveal: boolean}} TabAnswers what content scripts answer */

/** @typedef {{id: number, host: string, pattern: string}} Page a tab with a web page in it */

/**
 * The page in front; null where it is none, or where we may not know which.
 * @returns {Promise<Page | null>}
 */
export async function currentPage() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (!tab?.id || !tab.url || !URL.canParse(tab.url)) return null;
  const { protocol, hostname } = new URL(tab.url);
  if (!/^https?:$/.test(protocol)) return null;
  return { id: tab.id, host: hostname, pattern: `*://${hostname}/*` };
}

/**
 * Asks a page itself, its top frame.
 * @template {keyof TabAnswers} Type
 * @param {number} tabId
 * @param {Type} type
 * @param {object} [question]
 * @returns {Promise<TabAnswers[Type]>}
 */
export async function askTab(tabId, type, question = {}) {
  const answer = await chrome.tabs.sendMessage(tabId, { ...question, type }, { frameId: 0 });
  if (!answer || 'error' in answer) throw new Error(answer?.error ?? `no answer to ${type}`);
  return answer.result;
}
