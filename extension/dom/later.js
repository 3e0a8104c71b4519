// What a page is given only when somebody wants to know something.
export { command } from './keyboard.js';
export { define, lookUp } from './looking-up.js';
export { explainTermAt } from './term-at.js';
export { Tooltip } from './tooltip.js';
