/** @import { TermOnPage } from '../dom/page-terms.js' */
/** @typedef {{summary: TermOnPage[], reveal: boolean}} TabAnswers what content scripts answer */

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
