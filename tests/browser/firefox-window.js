// Firefox's own window, which the remote protocol lets a test reach where it was started for that.

/** @import { Browser } from 'puppeteer-core' */

/**
 * Runs an expression in the window of the browser itself, around its tabs.
 * @param {Browser} browser
 * @param {string} expression
 * @returns {Promise<any>} its value, where that is a plain one
 */
export async function runInWindow(browser, expression) {
  const { connection } = /** @type {any} */ (browser);
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { result } = await connection.send('script.evaluate', {
    expression,
    target: { context: tree.result.contexts[0].context },
    awaitPromise: true,
  });
  if (result.type === 'exception') throw new Error(`${expression}: ${result.exceptionDetails.text}`);
  return result.result?.value;
}

/** Types for the window, as the system would: what is written there reaches whatever has the focus. */
const KEYBOARD = `
  globalThis.testKeyboard ??= (() => {
    const made = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    if (!made.beginInputTransactionForTests(window)) throw new Error('somebody else is typing');
    return made;
  })();
  globalThis.testKey ??= (key) => {
    const code = key.length > 1 ? { Alt: 'AltLeft', Shift: 'ShiftLeft' }[key] ?? key : 'Key' + key.toUpperCase();
    const keyCode = { Alt: 18, Shift: 16, Escape: 27, Enter: 13, Tab: 9 }[key] ?? key.toUpperCase().charCodeAt(0);
    return new KeyboardEvent('', { key, code, keyCode });
  };
`;

/**
 * Presses keys together, first to last, and lets them go; the browser's own shortcuts hear them too.
 * @param {Browser} browser @param {string[]} keys
 */
export function pressKeys(browser, keys) {
  const pressed = JSON.stringify(keys);
  return runInWindow(
    browser,
    `${KEYBOARD} for (const key of ${pressed}) testKeyboard.keydown(testKey(key), 0);
    for (const key of ${pressed}.reverse()) testKeyboard.keyup(testKey(key), 0); 0`,
  );
}

/**
 * Composes a text with an input method: words that are not yet final.
 * @param {Browser} browser @param {string} text what has been composed so far
 */
export function compose(browser, text) {
  const { length } = text;
  return runInWindow(
    browser,
    `${KEYBOARD} testKeyboard.setPendingCompositionString(${JSON.stringify(text)});
    testKeyboard.appendClauseToPendingComposition(${length}, testKeyboard.ATTR_RAW_CLAUSE);
    testKeyboard.setCaretInPendingComposition(${length});
    testKeyboard.flushPendingComposition(testKey('a')); 0`,
  );
}

/** Ends composing with a text. @param {Browser} browser @param {string} text */
export function commit(browser, text) {
  return runInWindow(browser, `${KEYBOARD} testKeyboard.commitCompositionWith(${JSON.stringify(text)}); 0`);
}
