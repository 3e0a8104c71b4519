// The extension as it ships, with the overlay in it, which measures from within.
import { readFileSync } from 'node:fs';
import { shippedExtension } from '../browsers.js';

/** @param {string} name */
const overlay = (name) => readFileSync(new URL(`overlay/${name}`, import.meta.url), 'utf8');

/** @returns {Promise<string>} its folder */
export function measuredExtension() {
  return shippedExtension({ 'dom/bench.js': overlay('bench.js') }, overlay('content-script.js'));
}
