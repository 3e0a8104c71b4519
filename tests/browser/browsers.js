// Starts each browser with the extension as it ships, unpacked, and ends it again.
// No test talks to anything but this machine: every host name leads to 127.0.0.1.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { bundleContentScript } from '../../tools/bundle.js';
import { addLibraries } from '../../tools/libraries.js';
import { runInWindow } from './firefox-window.js';

/** @import { Browser, Page } from 'puppeteer-core' */

/** The extension's own folder, which works as it is, but is not what ships. */
export const EXTENSION = fileURLToPath(new URL('../../extension', import.meta.url));
const GECKO_ID = 'glosslight@glosslight.org';
/** Firefox gives each installation its own; a test has to know it to open the popup. */
const GECKO_HOST = '0b6b6300-5cc8-4bba-9d1f-000000000001';
const VIEWPORT = { width: 1000, height: 700 };

/**
 * @typedef {object} Launched
 * @property {'chromium' | 'firefox'} name
 * @property {Browser} browser
 * @property {(page: Page, path: string) => Promise<unknown>} openOwn opens a page of the extension
 * @property {() => Promise<void>} replace takes the extension out and puts it in again, as an update does
 * @property {() => Promise<void>} close
 */

/** @type {Record<string, (folder: string, language: string, extension: string) => Promise<Omit<Launched, 'close' | 'replace'> & {id: string}>>} */
const launchers = {
  async chromium(folder, language, extension) {
    allowReload(folder);
    const browser = await puppeteer.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      userDataDir: folder,
      pipe: true,
      enableExtensions: [extension],
      defaultViewport: VIEWPORT,
      args: [
        '--no-sandbox',
        '--host-resolver-rules=MAP * 127.0.0.1',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
        `--lang=${language}`,
      ],
      env: { ...process.env, LANGUAGE: language },
    });
    const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
    const openOwn = (/** @type {Page} */ page, /** @type {string} */ path) =>
      page.goto(new URL(`/${path}`, worker.url()).href);
    return { name: 'chromium', browser, openOwn, id: new URL(worker.url()).host };
  },

  async firefox(folder, language, extension) {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      userDataDir: folder,
      defaultViewport: VIEWPORT,
      // Or it would not let a test open the popup, which is a page of an extension.
      args: ['-remote-allow-system-access'],
      extraPrefsFirefox: {
        'browser.chrome.site_icons': false,
        'extensions.webextOptionalPermissionPrompts': false,
        // Or times would be whole milliseconds.
        'privacy.reduceTimerPrecision': false,
        'dom.w3c_touch_events.enabled': 1,
        'network.dns.forceResolve': '127.0.0.1',
        'dom.security.https_first': false,
        'dom.security.https_only_mode': false,
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: GECKO_HOST }),
        'intl.locale.requested': language,
      },
    });
    await browser.installExtension(extension);
    // page.goto waits for a navigation that it loses sight of: the page moves to another process.
    const openOwn = (/** @type {any} */ page, /** @type {string} */ path) =>
      /** @type {any} */ (browser).connection.send('browsingContext.navigate', {
        context: page.mainFrame()._id,
        url: `moz-extension://${GECKO_HOST}/${path}`,
        wait: 'none',
      });
    return { name: 'firefox', browser, openOwn, id: GECKO_ID };
  },
};

/** Chromium reloads an unpacked extension only for developers. @param {string} folder of the profile */
function allowReload(folder) {
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default/Preferences'), '{"extensions":{"ui":{"developer_mode":true}}}');
}

export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/** @type {Promise<string> | undefined} */
let built;

/**
 * The extension as it ships, in a folder that goes when the process ends.
 * @param {Record<string, string>} [more] further files of its source, by path
 * @param {string} [first] code that runs before the content script
 */
export async function shippedExtension(more = {}, first) {
  const folder = mkdtempSync(join(tmpdir(), 'glosslight-extension-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(EXTENSION, folder, { recursive: true });
  for (const [path, text] of Object.entries(more)) writeFileSync(join(folder, path), text);
  addLibraries(folder);
  await bundleContentScript(folder, { first });
  return folder;
}

/**
 * @param {string} name
 * @param {string} [language] of the browser's own interface
 * @param {string} [folderOf] the extension's; as it ships where none is given
 * @returns {Promise<Launched>}
 */
export async function launch(name, language = 'en-US', folderOf) {
  const extension = folderOf ?? (await (built ??= shippedExtension()));
  const folder = mkdtempSync(join(tmpdir(), `glosslight-${name}-`));
  try {
    const launched = await launchers[name](folder, language, extension);
    const process = launched.browser.process();
    return {
      ...launched,
      async replace() {
        await launched.browser.uninstallExtension(launched.id);
        await launched.browser.installExtension(extension);
      },
      async close() {
        try {
          await Promise.race([launched.browser.close(), later(5000)]);
        } finally {
          if (process?.exitCode === null) process.kill('SIGKILL');
          rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
        }
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

/** @param {number} milliseconds */
export function later(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

/**
 * Shows a page as it would be printed, until it is closed.
 * @param {Launched} launched
 * @param {Page} page
 */
export async function showPrinted({ name, browser }, page) {
  if (name === 'chromium') return page.emulateMediaType('print');
  // Puppeteer cannot say so to Firefox, but the browser's own window can, as its tools do.
  return runInWindow(browser, "for (const { browsingContext } of gBrowser.browsers) browsingContext.mediumOverride = 'print'");
}
