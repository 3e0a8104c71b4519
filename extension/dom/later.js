// What a page is given only when somebody wants to know something.
export { command } from './keyboard.js';
export { lookUp } from './looking-up.js';
export { Tooltip } from './tooltip.js';
