// What a shipped extension has and the folder has not: its content scripts in one file each. A page would
// otherwise wait for two dozen modules one after another, and could ask for them itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';

/** Each with the module that it brings in, and what it needs of that. */
const SCRIPTS = {
  'content-script.js': { module: 'dom/main.js', brought: '{ start } from', bundled: '{ start }' },
  'later.js': { module: 'dom/later.js', brought: '* as bundled from', bundled: 'bundled' },
};

/**
 * Puts all that a page needs into its content scripts, and takes from pages the right to read modules.
 * @param {string} folder a copy of the extension, changed in place
 * @param {{minify?: boolean, first?: string}} [options] first: code that runs before it, for measuring
 */
export async function bundleContentScript(folder, { minify = true, first = '' } = {}) {
  for (const [name, { module, brought, bundled: given }] of Object.entries(SCRIPTS)) {
    const script = join(folder, name);
    const source = readFileSync(script, 'utf8');
    const address = `import(chrome.runtime.getURL('${module}'))`;
    if (!source.includes(address)) throw new Error(`${name} no longer imports ${address}: say what to bundle`);
    // Imported at once: modules that are made when first asked for would be slower, and larger.
    const bundled = `import ${brought} './${module}';\n${source.replace(address, `Promise.resolve(${given})`)}`;
    await build({
      stdin: { contents: name === 'content-script.js' ? first + bundled : bundled, resolveDir: folder, sourcefile: name },
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
  }
  const early = join(folder, 'early.js');
  writeFileSync(early, (await transform(readFileSync(early, 'utf8'), { minify })).code);
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  delete manifest.web_accessible_resources;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
