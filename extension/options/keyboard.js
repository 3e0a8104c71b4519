import { button, make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

/** Where Chromium has its shortcuts; Firefox has a call for it. */
const SHORTCUTS = 'chrome://extensions/shortcuts';

export async function keyboardPart() {
  const box = make('div', 'box');
  const commands = (await chrome.commands?.getAll()) ?? [];
  // As the manifest has them, not by their letters.
  const order = Object.keys(chrome.runtime.getManifest().commands ?? {});
  commands.sort((a, b) => order.indexOf(a.name ?? '') - order.indexOf(b.name ?? ''));
  for (const { name, description, shortcut } of commands) {
    // The toolbar button is a command too, which the browser describes itself.
    const words = description || (name === '_execute_action' ? text('name') : (name ?? ''));
    const key = make('kbd', shortcut ? '' : 'none', shortcut || text('shortcutNone'));
    box.append(make('div', 'line', make('span', 'words', words), key));
  }
  box.append(make('div', 'pad actions', button('button', openShortcuts, text('shortcutsChange'))));
  return makePart('keyboard', text('sectionKeyboard'), '', box);
}

async function openShortcuts() {
  const commands = /** @type {{openShortcutSettings?: () => Promise<void>}} */ (
    /** @type {unknown} */ (chrome.commands)
  );
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await chrome.tabs.create({ url: SHORTCUTS });
}
