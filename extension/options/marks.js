import { STYLES } from '../core/settings.js';
import { make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { choiceLine, makePart, switchLine } from './parts.js';
import { Preview } from './preview.js';

/** @import { MarkStyle, Settings } from '../core/settings.js' */

/** @type {Record<MarkStyle, string>} */
const STYLE_NAMES = {
  dotted: text('styleDotted'),
  solid: text('styleSolid'),
  wavy: text('styleWavy'),
  background: text('styleBackground'),
  none: text('styleNone'),
};
/** @type {[Settings['density'], string][]} */
const DENSITIES = [
  ['all', text('densityAll')],
  ['block', text('densityBlock')],
  ['section', text('densitySection')],
  ['page', text('densityPage')],
];
/** @type {[Settings['common'], string][]} */
const COMMON = [
  ['auto', text('commonAuto')],
  ['always', text('commonAlways')],
  ['never', text('commonNever')],
];

/** @param {import('./options.js').Known} known @param {(changed: object) => void} change */
export function marksPart({ settings }, change) {
  const preview = new Preview();
  const hint = make('p', 'hint', text('styleNoneHint'));
  hint.hidden = settings.style !== 'none';
  const choice = styles(settings.style, preview, (style) => {
    preview.sampleIn(style);
    hint.hidden = style !== 'none';
    change({ style });
  });
  preview.sampleIn(settings.style);
  return makePart(
    'marks',
    text('sectionMarks'),
    '',
    make(
      'div',
      'box',
      make('div', 'pad', choice, hint, preview.element),
      choiceLine(text('density'), '', DENSITIES, settings.density, (density) => change({ density })),
      choiceLine(text('common'), text('commonHint'), COMMON, settings.common, (common) => change({ common })),
      switchLine(text('links'), '', settings.links, (links) => change({ links })),
      switchLine(text('headings'), '', settings.headings, (headings) => change({ headings })),
    ),
  );
}

/** @param {MarkStyle} chosen @param {Preview} preview @param {(style: MarkStyle) => void} change */
function styles(chosen, preview, change) {
  const group = make('fieldset', 'styles', make('legend', 'unseen', text('markStyle')));
  for (const style of STYLES) {
    const input = make('input', '');
    input.type = 'radio';
    input.name = 'style';
    input.value = style;
    input.checked = style === chosen;
    input.addEventListener('change', () => change(style));
    const look = make('span', 'look', 'LoRA');
    preview.always(look, style);
    group.append(make('label', '', input, look, make('span', '', STYLE_NAMES[style])));
  }
  return group;
}
