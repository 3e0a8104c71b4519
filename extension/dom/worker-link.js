/** @import { answers } from '../background/messages.js' */
/** @typedef {typeof answers} Answers */

/** The extension was updated or taken away; this script is what is left of it. */
export class OrphanedError extends Error {}

/**
 * Asks the extension's worker; its error becomes ours.
 * @template {keyof Answers} Type
 * @param {Type} type
 * @param {object} [question]
 * @returns {Promise<Awaited<ReturnType<Answers[Type]>>>}
 */
export async function ask(type, question = {}) {
  if (isOrphaned()) throw new OrphanedError(type);
  const answer = await chrome.runtime.sendMessage({ ...question, type });
  if (!answer || 'error' in answer) throw new Error(answer?.error ?? `no answer to ${type}`);
  return answer.result;
}

export function isOrphaned() {
  return !chrome.runtime?.id;
}
