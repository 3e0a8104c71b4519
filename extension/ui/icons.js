import { draw } from '../dom/icons.js';

/** Our own drawings: strokes on a square of 16. */
const PATHS = {
  back: 'M9.5 3.5 5 8l4.5 4.5',
  forward: 'M6.5 3.5 11 8l-4.5 4.5',
  close: 'm4 4 8 8m0-8-8 8',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  panel: 'M2.5 4A1.5 1.5 0 0 1 4 2.5h8A1.5 1.5 0 0 1 13.5 4v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4Zm7.5-1.5v11',
  settings: 'M2.5 4.8h5.2m3.6 0h2.2M2.5 11.2h2.2m3.6 0h5.2M9.5 6.6a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Zm-3 6.4a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  edit: 'm3 13 .7-2.8 6.6-6.6a1.5 1.5 0 0 1 2.1 2.1l-6.6 6.6L3 13Z',
  remove: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
  download: 'M8 2.5v7m0 0L5 6.8m3 2.7 3-2.7M3 12.8h10',
};

/** @param {keyof typeof PATHS} name */
export const drawn = (name) => draw(PATHS[name]);
