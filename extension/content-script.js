// Classic, because content scripts cannot be modules; all it does is bring in those that are.
(() => {
  const scope = /** @type {{glosslightStarted?: boolean}} */ (globalThis);
  // Once a frame, though the manifest and the user may both have named its site.
  if (scope.glosslightStarted) return;
  scope.glosslightStarted = true;
  import(chrome.runtime.getURL('dom/main.js')).then((main) => main.start());
})();
