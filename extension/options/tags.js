import { tagName } from '../core/card.js';
import { button, make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

/** @param {import('./options.js').Known} known @param {(changed: object) => void} change */
export function tagsPart({ settings, tags, languages }, change) {
  const off = new Set(settings.tags);
  const locale = text('locale');
  const ours = locale.split('-')[0];
  const language = languages.includes(ours) ? ours : languages[0];
  const collator = new Intl.Collator(locale);
  const named = Object.keys(tags)
    .map((tag) => ({ tag, name: tagName(tags, tag, language, locale) }))
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
