/**
 * The side panel, which each browser calls by another name. Who opens it has to be in the press
 * itself, so what it takes is made ready before.
 * @typedef {() => Promise<void>} Opener
 */

/** @returns {Promise<Opener | null>} null where there is no panel (Android) */
export async function panelOpener() {
  const { sidebarAction } = /** @type {{sidebarAction?: {open: Opener}}} */ (/** @type {any} */ (chrome));
  if (sidebarAction?.open) return () => sidebarAction.open();
  if (!chrome.sidePanel?.open) return null;
  const { id: windowId } = await chrome.windows.getCurrent();
  return windowId === undefined ? null : () => chrome.sidePanel.open({ windowId });
}

