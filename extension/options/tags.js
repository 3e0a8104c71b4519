import { button, make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

/** @param {import('./options.js').Known} known @param {(changed: object) => void} change */
export function tagsPart({ settings, tags, languages }, change) {
  const off = new Set(settings.tags);
  const language = text('locale').split('-')[0];
  const collator = new Intl.Collator(text('locale'));
  const named = Object.entries(tags)
    .map(([tag, names]) => ({ tag, name: names[language] ?? names[languages[0]] ?? tag }))
    .sort((a, b) => collator.compare(a.name, b.name));
  const chips = named.map(({ tag, name }) => {
    const input = make('input', '');
    input.type = 'checkbox';
    input.checked = !off.has(tag);
    input.addEventListener('change', () => {
      if (input.checked) off.delete(tag);
      else off.add(tag);
      tell();
    });
    return { input, element: make('label', 'chip', input, make('span', '', name)) };
  });
  const all = button('button', () => {
    off.clear();
    for (const { input } of chips) input.checked = true;
    tell();
  }, text('tagsAll'));
  const showAll = () => (all.hidden = off.size === 0);
  const tell = () => {
    showAll();
    change({ tags: [...off] });
  };
  showAll();
  const list = make('div', 'chips', ...chips.map(({ element }) => element));
  list.setAttribute('role', 'group');
  list.setAttribute('aria-label', text('sectionTags'));
  const box = make('div', 'box', make('div', 'pad', list, all));
  return makePart('subjects', text('sectionTags'), text('tagsHint'), box);
}
