/**
 * Copies a text, also where a page is not secure and browsers hide the clipboard from it.
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

/** @param {string} text */
function copyByEvent(text) {
  let copied = false;
  /** @param {ClipboardEvent} event */
  const give = (event) => {
    // Before the page's own listeners, which may want to add something of theirs.
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    copied = event.clipboardData !== null;
  };
  addEventListener('copy', give, { capture: true, once: true });
  const done = document.execCommand('copy');
  removeEventListener('copy', give, { capture: true });
  return done && copied;
}
