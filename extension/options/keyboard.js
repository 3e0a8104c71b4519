import { button, make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

/** Where Chromium has its shortcuts; Firefox has a call for it. */
const SHORTCUTS = 'chrome://extensions/shortcuts';

/** The toolbar button is a command too, where the browser has it so. */
const TOOLBAR = '_execute_action';
/** As one comes to need them; Chromium gives them, and its manifest, by their letters. */
const ORDER = ['next-term', 'previous-term', 'open-term', 'look-up', 'pin', 'close', TOOLBAR];

/** @param {chrome.commands.Command} command */
const placeOf = ({ name = '' }) => ORDER.indexOf(name);

export async function keyboardPart() {
  const box = make('div', 'box');
  const commands = (await chrome.commands?.getAll()) ?? [];
  commands.sort((a, b) => placeOf(a) - placeOf(b));
  for (const { name, description, shortcut } of commands) {
    const words = name === TOOLBAR ? text('commandToolbar') : description || (name ?? '');
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
