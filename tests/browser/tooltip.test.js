import { inEachBrowser } from './suite.js';
import { aboutTooltip } from './tooltip.js';

inEachBrowser('tooltip', aboutTooltip);
