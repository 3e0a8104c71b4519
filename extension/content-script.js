// Classic, because content scripts cannot be modules; all it does is bring in those that are.
(() => {
  const scope = /** @type {{glosslightStarted?: string}} */ (globalThis);
  // Once per frame and life of the extension: sites can be named by the manifest and by the user.
  const life = chrome.runtime.getURL('') + chrome.runtime.getManifest().version;
  if (scope.glosslightStarted === life && document.documentElement) return;
  scope.glosslightStarted = life;
  import(chrome.runtime.getURL('dom/main.js')).then((main) => main.start());
})();
