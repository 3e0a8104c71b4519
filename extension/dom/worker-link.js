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

/** In milliseconds. */
const PAUSES = [50, 500, 5000];

/**
 * Asks what nobody waits for: a worker that the browser ends while it answers is asked again.
 * @template {keyof Answers} Type
 * @param {Type} type
 * @param {object} question
 * @returns {Promise<Awaited<ReturnType<Answers[Type]>>>}
 */
export async function askAgain(type, question) {
  for (const time of PAUSES) {
    try {
      return await ask(type, question);
    } catch (error) {
      if (isOrphaned()) throw error;
      await new Promise((resolve) => setTimeout(resolve, time));
    }
  }
  return ask(type, question);
}

export function isOrphaned() {
  return !chrome.runtime?.id;
}
