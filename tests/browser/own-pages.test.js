import { aboutPanel } from './panel.js';
import { builtExtension } from './own-reading.js';
import { inEachBrowser } from './suite.js';

inEachBrowser('own pages', (bench) => aboutPanel(bench), 'en-US', builtExtension);
