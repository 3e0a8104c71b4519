// What goes to the stores: made the same each time, with what each browser knows, and as its
// linter wants it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
// @ts-expect-error it comes without types
import linter from 'addons-linter';
import { unzipSync } from 'fflate';
import { BROWSERS, build } from '../../tools/build.js';

const folder = mkdtempSync(join(tmpdir(), 'glosslight-build-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the linter warns of, and why it may: each is explained in extension/README.md. */
const EXPLAINED = [
  'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION manifest.json',
  'UNSUPPORTED_API ui/panels.js',
];

/** @type {Record<string, {folder: string, zip: string}>} */
const built = {};
for (const browser of BROWSERS) built[browser] = await build(browser, folder);

/** @param {string} browser */
const manifestOf = (browser) => JSON.parse(readFileSync(join(built[browser].folder, 'manifest.json'), 'utf8'));

for (const browser of BROWSERS) {
  describe(`the zip for ${browser}`, () => {
    test('is the same each time', async () => {
      const before = readFileSync(built[browser].zip);
      const again = await build(browser, folder);
      assert.ok(before.equals(readFileSync(again.zip)));
    });
    test('holds the manifest at its top, and nothing that is not for a browser', () => {
      const names = Object.keys(unzipSync(readFileSync(built[browser].zip)));
      assert.ok(names.includes('manifest.json') && names.includes('background/worker.js'));
      assert.deepEqual(names.filter((name) => /README|\.d\.ts$|\.test\.|^tests|node_modules/.test(name)), []);
    });
    test('has js-yaml as it was published, licence and all', () => {
      const files = unzipSync(readFileSync(built[browser].zip));
      const published = dirname(createRequire(import.meta.url).resolve('js-yaml/package.json'));
      const same = (/** @type {string} */ name, /** @type {string} */ path) =>
        assert.ok(readFileSync(join(published, path)).equals(files[`vendor/${name}`]), name);
      same('js-yaml.js', 'dist/js-yaml.mjs');
      same('js-yaml.LICENSE', 'LICENSE');
    });
    test('lets pages reach nothing in it', () => {
      assert.equal(manifestOf(browser).web_accessible_resources, undefined);
    });
  });
}

test('each browser is told what it knows', () => {
  const [chromium, firefox] = ['chromium', 'firefox'].map(manifestOf);
  assert.deepEqual(chromium.background, { service_worker: 'background/worker.js', type: 'module' });
  assert.deepEqual(firefox.background, { scripts: ['background/worker.js'], type: 'module' });
  assert.ok(chromium.side_panel && !chromium.sidebar_action && !chromium.browser_specific_settings);
  assert.ok(firefox.sidebar_action && !firefox.side_panel && !firefox.minimum_chrome_version);
  assert.ok(chromium.permissions.includes('sidePanel') && !firefox.permissions.includes('sidePanel'));
  for (const key of ['version', 'commands', 'host_permissions', 'content_scripts', 'options_ui']) {
    assert.deepEqual(chromium[key], firefox[key], key);
  }
});

test('Mozilla’s linter finds no error, and no warning that is not explained', async () => {
  const config = { _: [built.firefox.zip], logLevel: 'fatal', output: 'none', metadata: false };
  const { errors, warnings, notices } = await linter.createInstance({ config, runAsBinary: false }).run();
  const named = (/** @type {any[]} */ messages) => messages.map(({ code, file }) => `${code} ${file}`);
  assert.deepEqual([named(errors), named(notices)], [[], []]);
  assert.deepEqual(named(warnings).filter((each) => !EXPLAINED.includes(each)), []);
  const readme = readFileSync(new URL('../../extension/README.md', import.meta.url), 'utf8');
  for (const each of EXPLAINED) assert.ok(readme.includes(each.split(' ')[0]), each);
});
