/** Relative luminance from which on paper is bright; in between, black and white read equally well. */
const BRIGHT = 0.3;
/** Paper that lets more than this through is not what one sees. */
const OPAQUE = 0.5;

/**
 * Whether a text stands on dark paper, whatever the system prefers: by the first background behind
 * it that hides what is under it; where that is a picture, by the text's own colour; where there is
 * none, by the scheme of the page's canvas.
 * @param {Node} node
 */
export function isOnDark(node) {
  const start = node instanceof Element ? node : node.parentElement;
  for (let box = start; box; box = parentOf(box)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(box);
    const paper = readColour(backgroundColor);
    if (paper && paper.alpha >= OPAQUE) return paper.luminance < BRIGHT;
    if (backgroundImage.includes('url(') || backgroundImage.includes('gradient(')) {
      const ink = readColour(getComputedStyle(/** @type {Element} */ (start)).color);
      return ink !== null && ink.luminance > BRIGHT;
    }
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (!scheme.includes('dark')) return false;
  return !scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches;
}

/** @param {Element} element @returns {Element | null} */
function parentOf(element) {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * A computed colour's luminance (0 to 1) and alpha. Of the newer colour spaces, which have their
 * lightness or their channels in plain sight, as exactly as telling dark from bright needs.
 * @param {string} colour
 */
export function readColour(colour) {
  const name = /^[a-z0-9-]+/.exec(colour)?.[0] ?? '';
  const [numbers, slashed] = colour.slice(colour.indexOf('(') + 1).split('/');
  const values = numbers.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  if (values.length < 3) return null;
  const alpha = slashed ? Number.parseFloat(slashed) / (slashed.includes('%') ? 100 : 1) : (values[3] ?? 1);
  return { alpha, luminance: luminanceOf(name, values) };
}

/** @param {string} name of the colour function @param {number[]} values */
function luminanceOf(name, [a, b, c]) {
  if (name.startsWith('ok')) return a ** 3;
  if (name === 'lab' || name === 'lch') return ((a + 16) / 116) ** 3;
  const scale = name.startsWith('rgb') ? 255 : 1;
  const linear = (/** @type {number} */ value) => (Math.max(value, 0) / scale) ** 2.2;
  return 0.2126 * linear(a) + 0.7152 * linear(b) + 0.0722 * linear(c);
}
