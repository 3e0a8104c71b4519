import { make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { makePart, switchLine } from './parts.js';

/** @param {import('./options.js').Known} known @param {(changed: object) => void} change */
export function lookupsPart({ settings }, change) {
  return makePart(
    'looking-up',
    text('sectionLookups'),
    '',
    make(
      'div',
      'box',
      switchLine(text('selectionButton'), text('selectionButtonHint'), settings.selectionButton, (on) =>
        change({ selectionButton: on }),
      ),
      switchLine(text('keepLookups'), text('keepLookupsHint'), settings.keepLookups, (on) =>
        change({ keepLookups: on }),
      ),
    ),
  );
}
