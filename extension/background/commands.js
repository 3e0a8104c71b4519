import { tell } from './tabs.js';

/** Hands a browser command on to the page that is being read. */
export function obeyCommands() {
  chrome.commands.onCommand.addListener(async (name, tab) => {
    const [active] = tab?.id ? [tab] : await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (active?.id) await tell(active.id, { type: 'command', name });
  });
}
