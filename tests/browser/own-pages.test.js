import { aboutGlossaryServer } from './glossary-server.js';
import { aboutAccessible } from './own-accessible.js';
import { aboutOptions } from './options.js';
import { aboutOwnTerms } from './own-terms.js';
import { builtExtension } from './own-reading.js';
import { aboutPanel } from './panel.js';
import { inEachBrowser } from './suite.js';

inEachBrowser(
  'own pages',
  (bench) => {
    aboutPanel(bench);
    aboutOptions(bench);
    aboutOwnTerms(bench);
    aboutGlossaryServer(bench);
    aboutAccessible(bench);
  },
  'en-US',
  builtExtension,
);
