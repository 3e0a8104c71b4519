// Runs before the page is there, and asks what the content script will need when it is: by then the answer
// has come, and nobody waits for it. Classic, as the content script is.
(() => {
  const scope = /** @type {{glosslightEarly?: Promise<unknown>}} */ (globalThis);
  scope.glosslightEarly ??= chrome.runtime.sendMessage({ type: 'state' }).catch(() => null);
})();
