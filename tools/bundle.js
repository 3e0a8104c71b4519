// What a shipped extension has and the folder has not: its content script in one file. A page would
// otherwise wait for two dozen modules one after another, and could ask for them itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const SCRIPT = 'content-script.js';
const MODULE = "chrome.runtime.getURL('dom/main.js')";

/**
 * Puts all that a page needs into content-script.js, and takes from pages the right to read modules.
 * @param {string} folder a copy of the extension, changed in place
 * @param {{minify?: boolean, first?: string}} [options] first: code that runs before it, for measuring
 */
export async function bundleContentScript(folder, { minify = true, first = '' } = {}) {
  const script = join(folder, SCRIPT);
  const source = readFileSync(script, 'utf8');
  if (!source.includes(MODULE)) throw new Error(`${SCRIPT} no longer imports ${MODULE}: say what to bundle`);
  await build({
    stdin: {
      contents: first + source.replace(MODULE, "'./dom/main.js'"),
      resolveDir: folder,
      sourcefile: SCRIPT,
    },
    outfile: script,
    allowOverwrite: true,
    bundle: true,
    format: 'iife',
    target: ['chrome128', 'firefox140'],
    // Chromium takes a script with U+FFFF in it for no UTF-8.
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    minify,
  });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  delete manifest.web_accessible_resources;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
