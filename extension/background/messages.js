import { ownAnswers } from './own-answers.js';
import { pageAnswers } from './page-answers.js';

/** @typedef {chrome.runtime.MessageSender} Sender */
/** @typedef {import('./page-answers.js').State} State */

/** Each question with what answers it. */
export const answers = { ...pageAnswers, ...forOwnPages(ownAnswers) };

/**
 * Questions that only our own pages may ask. A content script shares its process with a page, and
 * speaks for nobody else.
 * @template {Record<string, (question: any, sender: Sender) => Promise<any>>} Private
 * @param {Private} theirs
 * @returns {Private}
 */
function forOwnPages(theirs) {
  const guarded = Object.entries(theirs).map(([type, answer]) => [
    type,
    async (/** @type {any} */ question, /** @type {Sender} */ sender) => {
      if (!sender.url?.startsWith(chrome.runtime.getURL(''))) {
        throw new Error(`${type} is for the extension's own pages`);
      }
      return answer(question, sender);
    },
  ]);
  return Object.fromEntries(guarded);
}

/**
 * @template Result
 * @typedef {{result: Result} | {error: string}} Answer
 */

/** Answers every question with either a result or an error. */
export function answerMessages() {
  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    const answer = Object.hasOwn(answers, message?.type)
      ? /** @type {(question: any, sender: Sender) => Promise<unknown>} */ (
          answers[/** @type {keyof typeof answers} */ (message.type)]
        )
      : undefined;
    if (!answer) return false;
    answer(message, sender).then(
      (result) => respond({ result }),
      (error) => respond({ error: error instanceof Error ? error.message : String(error) }),
    );
    return true;
  });
}
