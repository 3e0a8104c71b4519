// What the extension uses of others': taken from the packages that npm has installed, as published,
// with its licence. It is in what ships, and not among our own files.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
/** Each with the file that a browser loads. */
export const LIBRARIES = { 'js-yaml': 'dist/js-yaml.mjs' };

/** @param {string} folder the extension, or a copy */
export function addLibraries(folder) {
  const into = join(folder, 'vendor');
  mkdirSync(into, { recursive: true });
  for (const [name, file] of Object.entries(LIBRARIES)) {
    const published = dirname(require.resolve(`${name}/package.json`));
    copyFileSync(join(published, file), join(into, `${name}.js`));
    copyFileSync(join(published, 'LICENSE'), join(into, `${name}.LICENSE`));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  addLibraries(fileURLToPath(new URL('../extension', import.meta.url)));
}
