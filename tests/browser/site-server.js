// The website and a browser without the extension, for the tests of the site.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

/** @import { Browser, Page } from 'puppeteer-core' */

const root = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');

/**
 * @typedef {object} Site
 * @property {string} origin
 * @property {() => void} close
 */

/**
 * Starts the server with the shipped glossary, or with another.
 * @param {Record<string, unknown>} [glossary] file name -> content
 * @returns {Promise<Site>}
 */
export async function serveSite(glossary = {}) {
  const server = spawn(python, [fileURLToPath(new URL('site_server.py', import.meta.url))], {
    cwd: root,
    env: { ...process.env, PYTHONPATH: root },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  server.stdin.write(`${JSON.stringify(glossary)}\n`);
  for await (const line of createInterface(server.stdout)) {
    return { origin: `http://127.0.0.1:${line}`, close: () => server.stdin.end() };
  }
  throw new Error('the server did not start');
}

/**
 * A page of somebody else's.
 * @param {string} html
 * @returns {Promise<Site>}
 */
export async function serveStranger(html) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * The site over a slow line: its pages come in four pieces, 100 ms apart, what they load comes at once.
 * @param {string} origin of the site
 * @returns {Promise<Site>}
 */
export async function serveSlowly(origin) {
  const server = createServer(async (request, response) => {
    const answer = await fetch(`${origin}${request.url}`, { headers: { 'accept-encoding': 'identity' } });
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'content-type': type });
    const body = Buffer.from(await answer.arrayBuffer());
    if (type.startsWith('text/html')) {
      for (const part of [0, 0.25, 0.5, 0.75]) {
        response.write(body.subarray(body.length * part, body.length * (part + 0.25)));
        await new Promise((resolve) => setTimeout(resolve, part < 0.75 ? 100 : 0));
      }
      response.end();
    } else response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param {'chromium' | 'firefox'} name
 * @returns {Promise<{browser: Browser, close: () => Promise<void>}>}
 */
export async function launchPlain(name) {
  const folder = mkdtempSync(join(tmpdir(), 'glosslight-site-'));
  const browser = await (name === 'chromium'
    ? puppeteer.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        userDataDir: folder,
        pipe: true,
        args: [
          '--no-sandbox',
          '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
          '--disable-background-networking',
          '--disable-component-update',
          '--lang=en-US',
        ],
      })
    : puppeteer.launch({
        browser: 'firefox',
        executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
        userDataDir: folder,
        extraPrefsFirefox: { 'network.dns.forceResolve': '127.0.0.1', 'browser.chrome.site_icons': false },
      }));
  return {
    browser,
    async close() {
      const process = browser.process();
      await Promise.race([browser.close(), new Promise((done) => setTimeout(done, 5000).unref())]);
      if (process?.exitCode === null) process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * What a page does that it should not: errors, requests elsewhere, things its policy stopped.
 * @param {Page} page
 * @param {string} origin
 */
export async function watch(page, origin) {
  /** @type {string[]} */
  const wrongs = [];
  page.on('pageerror', (error) => wrongs.push(`error: ${error}`));
  page.on('dialog', (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|about|blob):/.test(url)) wrongs.push(`request: ${url}`);
  });
  page.on('console', (message) => {
    // A page for a problem is one that failed to load.
    if (message.type() === 'error' && !message.text().includes('status of 404')) wrongs.push(message.text());
  });
  return wrongs;
}
