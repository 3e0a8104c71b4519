// How the extension is built: who imports whom, what the manifest asks for, what is translated.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../extension/', import.meta.url));
/** @param {string} path */
const read = (path) => readFileSync(root + path, 'utf8');
const files = readdirSync(root, { recursive: true }).map(String);
const modules = files.filter((path) => path.endsWith('.js') && !path.startsWith('vendor/'));
const manifest = JSON.parse(read('manifest.json'));

/** What of dom/ our own pages share with the pages that one reads. */
const SHARED = ['dom/make.js', 'dom/worker-link.js', 'dom/icons.js'];

/** Room -> the rooms that it may import from; anything may import types from anywhere. */
const MAY_IMPORT = /** @type {Record<string, string[]>} */ ({
  core: ['core'],
  dom: ['dom', 'core'],
  background: ['background', 'core'],
  ui: ['ui', 'core', ...SHARED],
  popup: ['popup', 'ui', 'core', ...SHARED],
  panel: ['panel', 'ui', 'core', ...SHARED],
  options: ['options', 'ui', 'core', ...SHARED],
  entry: ['entry', 'ui', 'core', ...SHARED],
  privacy: ['privacy', 'ui'],
});

describe('imports', () => {
  for (const path of modules.filter((each) => each.includes('/'))) {
    test(path, () => {
      const allowed = MAY_IMPORT[path.split('/')[0]];
      assert.ok(allowed, `${path} is in no room: give it one in MAY_IMPORT, and its README a line`);
      for (const [, from] of read(path).matchAll(/^(?:import|export)\b[^;]*?from\s+'([^']+)'/gm)) {
        const target = new URL(from, `file:///${path}`).pathname.slice(1);
        const fits = allowed.some((room) => target === room || target.startsWith(`${room}/`));
        assert.ok(fits, `${path} imports ${target}; it may import from ${allowed.join(', ')}`);
        assert.ok(existsSync(root + target), `${path} imports ${target}, which is not there`);
      }
    });
  }
  test('core/ knows neither page nor browser', () => {
    for (const path of modules.filter((each) => each.startsWith('core/'))) {
      const code = read(path).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
      assert.doesNotMatch(code, /\b(?:chrome|browser|document|window|navigator)\s*[.[]/, path);
    }
  });
  test('modules are small', () => {
    for (const path of modules) {
      const lines = read(path).split('\n').length;
      assert.ok(lines <= 330, `${path} has ${lines} lines: it holds two things; take one out`);
    }
  });
});

describe('manifest', () => {
  test('asks for no more than the design names', () => {
    const named = ['activeTab', 'contextMenus', 'scripting', 'sidePanel', 'storage'];
    assert.deepEqual(manifest.permissions.filter((/** @type {string} */ each) => !named.includes(each)), []);
    assert.deepEqual(manifest.host_permissions, ['*://*.civitai.com/*']);
    assert.deepEqual(manifest.optional_host_permissions, ['*://*/*']);
    for (const { matches } of manifest.content_scripts) assert.deepEqual(matches, ['*://*.civitai.com/*']);
  });
  test('justifies each permission in the README', () => {
    const readme = read('README.md');
    for (const each of manifest.permissions) assert.ok(readme.includes(`\`${each}\``), each);
  });
  test('lets pages reach modules alone, and no data', () => {
    const reachable = manifest.web_accessible_resources.flatMap(
      (/** @type {{resources: string[]}} */ { resources }) => resources,
    );
    assert.deepEqual(reachable, ['core/*.js', 'dom/*.js']);
    for (const path of files.filter((each) => /^(?:core|dom)\//.test(each))) assert.match(path, /\.(?:js|md)$/);
  });
  test('names only files that are there', () => {
    const named = JSON.stringify(manifest).match(/"[\w/-]+\.(?:js|css|html|png)"/g) ?? [];
    assert.ok(named.length >= 10);
    for (const each of named) assert.ok(existsSync(root + JSON.parse(each)), each);
  });
  test('asks early, on the same pages, for what the content script needs', () => {
    const [early, main] = manifest.content_scripts;
    assert.deepEqual([early.js, early.run_at], [['early.js'], 'document_start']);
    assert.deepEqual([main.js, main.run_at], [['content-script.js'], 'document_idle']);
    for (const key of ['matches', 'all_frames', 'match_origin_as_fallback']) assert.deepEqual(early[key], main[key], key);
  });
  test('has icons of the sizes that it says', () => {
    for (const [size, path] of Object.entries(manifest.icons)) {
      const png = readFileSync(root + path);
      assert.equal(png.readUInt32BE(16), Number(size), path);
      assert.equal(png.readUInt32BE(20), Number(size), path);
    }
  });
  test('has the version of the packages', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    assert.equal(manifest.version, version);
  });
});

describe('translations', () => {
  const locales = readdirSync(`${root}_locales`);
  const messages = Object.fromEntries(
    locales.map((locale) => [locale, JSON.parse(read(`_locales/${locale}/messages.json`))]),
  );
  test('there are the four', () => assert.deepEqual(locales.toSorted(), ['en', 'ko', 'zh_CN', 'zh_TW']));
  for (const locale of locales) {
    test(`${locale} says everything, with the same placeholders`, () => {
      assert.deepEqual(Object.keys(messages[locale]), Object.keys(messages.en));
      for (const [name, { message, placeholders = {} }] of Object.entries(messages[locale])) {
        assert.deepEqual(placeholders, messages.en[name].placeholders ?? {}, name);
        const used = [...message.matchAll(/\$([A-Z]+)\$/g)].map(([, each]) => each.toLowerCase());
        assert.deepEqual(used.toSorted(), Object.keys(placeholders).toSorted(), name);
        assert.ok(message.trim(), name);
      }
    });
  }
  test('the shipped glossary names its subjects as each of them writes', () => {
    const { tags } = JSON.parse(read('glossary.json'));
    for (const [tag, names] of Object.entries(tags)) {
      for (const locale of ['en', 'zh', 'zh-TW', 'ko']) assert.ok(names[locale], `${tag} has no name in ${locale}`);
    }
  });
  test('every message is used, and every used one is there', () => {
    const code = modules.map(read).join('\n') + read('manifest.json');
    const used = [...code.matchAll(/(?:getMessage|\btext)\(\s*'(\w+)'|__MSG_(\w+)__/g)].map(
      ([, called, named]) => called ?? named,
    );
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(messages.en).toSorted());
  });
});

test('pages of the extension hold no script of their own', () => {
  for (const path of files.filter((each) => each.endsWith('.html'))) {
    assert.doesNotMatch(read(path), /<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/, path);
  }
});

test('each test that the README names for a situation is there', () => {
  const table = read('README.md').split('\n').filter((line) => line.startsWith('| ') && line.includes('.js`: "'));
  assert.ok(table.length > 15, 'the table of situations is gone');
  for (const [, file, names] of table.join('\n').matchAll(/`([\w.-]+\.js)`: ((?:"[^"]+"(?:, )?)+)/g)) {
    const code = readFileSync(new URL(`../browser/${file}`, import.meta.url), 'utf8');
    for (const [, name] of names.matchAll(/"([^"]+)"/g)) assert.ok(code.includes(`'${name}'`) || code.includes(`\`${name}\``), `${file}: ${name}`);
  }
});
