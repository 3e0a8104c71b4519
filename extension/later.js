// Classic, as the content script is. The worker runs it in a frame where a term is pointed at.
(() => {
  const scope = /** @type {{glosslightLater?: Promise<unknown>}} */ (globalThis);
  scope.glosslightLater ??= import(chrome.runtime.getURL('dom/later.js'));
})();
