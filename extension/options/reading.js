import { make } from '../dom/make.js';
import { languageSelect } from '../ui/parts.js';
import { text } from '../ui/text.js';
import { line, makePart, switchLine } from './parts.js';

/** @param {import('./options.js').Known} known @param {(changed: object) => void} change */
export function readingPart({ settings, languages }, change) {
  const language = languageSelect(settings.language, languages, (chosen) => change({ language: chosen }));
  return makePart(
    'reading',
    text('sectionReading'),
    '',
    make(
      'div',
      'box',
      line(text('language'), text('languageHint'), language),
      switchLine(text('alsoEnglish'), text('alsoEnglishHint'), settings.alsoEnglish, (on) =>
        change({ alsoEnglish: on }),
      ),
    ),
  );
}
