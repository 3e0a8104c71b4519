import { make } from '../dom/make.js';
import { text } from '../ui/text.js';
import { makePart } from './parts.js';

export function privacyPart() {
  const more = make('a', '', text('privacyMore'));
  more.href = '../privacy/privacy.html';
  const box = make('div', 'box', make('div', 'pad', make('p', '', text('privacyShort')), make('p', '', more)));
  return makePart('privacy', text('sectionPrivacy'), '', box);
}
