// Draws the extension's PNG icons from icons/icon.svg: npm run icons.
import { readFileSync, writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const folder = new URL('../../extension/icons/', import.meta.url);
const svg = readFileSync(new URL('icon.svg', folder)).toString('base64');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  for (const size of [16, 32, 48, 128]) {
    await page.setViewport({ width: size, height: size });
    const image = `<img width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg}">`;
    await page.setContent(`<style>*{margin:0}img{display:block}</style>${image}`);
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(new URL(`icon-${size}.png`, folder), png);
  }
} finally {
  await browser.close();
}
