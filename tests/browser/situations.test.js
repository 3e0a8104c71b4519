import { readFileSync } from 'node:fs';
import { LOSE_ANSWERS, aboutAnswers } from './answers.js';
import { EXTENSION, shippedExtension } from './browsers.js';
import { aboutMarkingSettings } from './marking-settings.js';
import { aboutSituations } from './situations.js';
import { NOTE_SLICES, aboutSizes } from './sizes.js';
import { inEachBrowser } from './suite.js';
import { aboutViewing } from './viewing.js';
import { aboutWriting } from './writing.js';

/** As if the user had granted every site; and where a page's address says so, an old browser. */
function everywhere() {
  const manifest = JSON.parse(readFileSync(`${EXTENSION}/manifest.json`, 'utf8'));
  manifest.host_permissions = ['*://*/*'];
  for (const each of manifest.content_scripts) each.matches = ['*://*/*'];
  const old = `if (location.search === '?no-highlight') Object.defineProperty(globalThis, 'Highlight', { value: undefined });\n`;
  return shippedExtension({ 'manifest.json': JSON.stringify(manifest) }, old + NOTE_SLICES + LOSE_ANSWERS);
}

inEachBrowser('situations', (bench) => {
  aboutSituations(bench);
  aboutAnswers(bench);
  aboutSizes(bench);
  aboutMarkingSettings(bench);
  aboutWriting(bench);
  aboutViewing(bench);
}, undefined, everywhere);
