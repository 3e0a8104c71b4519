// What is to be seen: the colours of a part of the page.

/** @import { Page, ScreenshotClip } from 'puppeteer-core' */

/** So many pixels of a colour are no mere edge of a letter, which browsers draw in shades. */
const SEEN = 20;

/**
 * @param {Page} page
 * @param {ScreenshotClip} clip
 * @returns {Promise<{picture: string, paper: string, ink: string, contrast: number}>} the picture as
 *   base64; the colour that most of it has, the one that stands out most from that, and the
 *   contrast of the two after WCAG, 1 to 21
 */
export async function lookAt(page, clip) {
  // Beyond the viewport Chromium would first make the window another size, and an open tooltip goes.
  const picture = await page.screenshot({ clip, encoding: 'base64', captureBeyondViewport: false });
  const seen = await page.evaluate(
    async (data, least) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(image, 0, 0);
      const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (let at = 0; at < bytes.length; at += 4) {
        const colour = bytes.slice(at, at + 3).join(' ');
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      const luminance = (/** @type {string} */ colour) => {
        const [r, g, b] = colour.split(' ').map((part) => {
          const value = Number(part) / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (/** @type {string} */ a, /** @type {string} */ b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
      };
      const [[paper]] = [...counts].sort(([, a], [, b]) => b - a);
      const inks = [...counts].filter(([, count]) => count >= least).map(([colour]) => colour);
      const [ink] = inks.sort((a, b) => contrast(b, paper) - contrast(a, paper));
      return { paper, ink, contrast: contrast(paper, ink) };
    },
    picture,
    SEEN,
  );
  return { picture, ...seen };
}
