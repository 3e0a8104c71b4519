import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { iconButton } from '../ui/parts.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

export async function knownPart() {
  const box = make('div', 'box');
  const part = makePart('known', text('sectionKnown'), '', box);
  await fill(box);
  // A term may become known in a tooltip or in the panel while the options are open.
  chrome.storage.onChanged.addListener((changes) => 'known' in changes && fill(box));
  return part;
}

/** @param {HTMLElement} box */
async function fill(box) {
  const { known } = (await ask('settings')).settings;
  if (!known.length) {
    box.replaceChildren(make('p', 'pad quiet', text('knownEmpty')));
    return;
  }
  const rows = new Map((await ask('rows', { ids: known })).map((row) => [row.id, row]));
  const items = known.toReversed().map((id) => {
    // An entry of a glossary that is gone is still known, should it come back.
    const { label = id, native = '', language = '' } = rows.get(id) ?? {};
    const words = make('span', 'words', label, ' ', make('span', 'quiet', native ?? ''));
    words.lang = language;
    const again = iconButton('close', text('knownRemove', label), () => ask('know', { id, known: false }));
    return make('div', 'line', words, again);
  });
  box.replaceChildren(make('div', 'listed', ...items));
}
