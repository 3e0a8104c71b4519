const SVG = 'http://www.w3.org/2000/svg';

/** Path data on a square of 16, drawn for Glosslight: lines alone, in the colour of the text. */
export const ICONS = {
  back: 'M9.5 3.5 5 8l4.5 4.5',
  copy: 'M6 6.2q0-.7.7-.7h6.1q.7 0 .7.7v6.6q0 .7-.7.7H6.7q-.7 0-.7-.7zM10 5.5V3.2q0-.7-.7-.7H3.2q-.7 0-.7.7v6.6q0 .7.7.7H6',
  down: 'M4 6.2 8 10l4-3.8',
  know: 'M3 8.6 6.4 12 13 4.4',
  /** The mark of the extension: a line of text, and the dotted line under its term. */
  mark: 'M3 4.2h10M3 8h5M2.6 12.4h.01M6.2 12.4h.01M9.8 12.4h.01M13.4 12.4h.01',
  more: 'M6.5 3.5h6v6M12.2 3.8 4 12',
  off: 'M8 2.3a5.7 5.7 0 1 0 0 11.4A5.7 5.7 0 0 0 8 2.3M4 4l8 8',
  pin: 'M5.6 2.5h4.8M6.3 2.5v3.8L4.2 9.2h7.6L9.7 6.3V2.5M8 9.2v4.3',
};

/** @param {keyof typeof ICONS} name */
export const icon = (name) => draw(ICONS[name]);

/** @param {string} d path data on a square of 16 */
export function draw(d) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}
