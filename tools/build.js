// What goes to the stores: from the one folder a zip for each browser, the same bytes each time.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { bundleContentScript } from './bundle.js';
import { addLibraries } from './libraries.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Of a zip's earliest year, so that none has the time of its making in it. */
const LONG_AGO = new Date(1980, 0, 1);

/**
 * What each browser knows of the manifest. The folder's own has all of it, and both take it so,
 * with a warning for what they do not know.
 * @type {Record<string, (manifest: any) => object>}
 */
const MANIFESTS = {
  chromium({ browser_specific_settings: _, sidebar_action: _sidebar, ...manifest }) {
    const { scripts: _scripts, ...background } = manifest.background;
    return { ...manifest, background };
  },
  firefox({ minimum_chrome_version: _, side_panel: _panel, ...manifest }) {
    const { service_worker: _worker, ...background } = manifest.background;
    const permissions = manifest.permissions.filter((/** @type {string} */ each) => each !== 'sidePanel');
    return { ...manifest, background, permissions };
  },
};

/** Files of the folder that a browser has no use for. @param {string} path */
const isForReaders = (path) => path.endsWith('README.md');

export const BROWSERS = Object.keys(MANIFESTS);

/**
 * @param {string} browser
 * @param {string} [into] folder for the zip, and for what is in it
 * @returns {Promise<{folder: string, zip: string}>}
 */
export async function build(browser, into = join(root, 'build')) {
  const folder = join(into, browser);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'extension'), folder, { recursive: true, filter: (path) => !isForReaders(path) });
  addLibraries(folder);
  await bundleContentScript(folder);
  const path = join(folder, 'manifest.json');
  const manifest = MANIFESTS[browser](JSON.parse(readFileSync(path, 'utf8')));
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  const zip = join(into, `glosslight-${browser}.zip`);
  writeFileSync(zip, zipped(folder));
  return { folder, zip };
}

/** @param {string} folder */
function zipped(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort();
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]));
  return zipSync(files, { mtime: LONG_AGO, level: 9 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const browser of BROWSERS) {
    const { zip } = await build(browser);
    console.log(`${zip.slice(root.length)}  ${(readFileSync(zip).length / 1000).toFixed(0)} kB`);
  }
}
