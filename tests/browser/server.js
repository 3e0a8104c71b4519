// A small web server on 127.0.0.1 for the pages of the browser tests.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

/** The strictest policy there is: no script, no style, no image, nothing of the page's own. */
export const NOTHING_ALLOWED = "default-src 'none'";

const require = createRequire(import.meta.url);
const pages = new URL('pages/', import.meta.url);

/** Modules of React's own CommonJS builds, in the order in which they need one another. */
const REACT = ['scheduler', 'react', 'react-dom', 'react-dom/client'];

/** React for a page, without a bundler: each module as a function. */
function reactScript() {
  const modules = REACT.map((name) => {
    const entry = require.resolve(name);
    const built = entry.replace(/([^/]+)\.js$/, (_, base) => {
      const file = name === 'react-dom/client' ? 'react-dom-client' : base === 'index' ? name : base;
      return `cjs/${file}.development.js`;
    });
    return `${JSON.stringify(name)}(module, exports, require) {\n${readFileSync(built, 'utf8')}\n}`;
  });
  return `(() => {
    const process = { env: { NODE_ENV: 'development' } };
    const made = {};
    const makers = { ${modules.join(',\n')} };
    function require(name) {
      if (!made[name]) {
        const module = (made[name] = { exports: {} });
        makers[name](module, module.exports, require);
      }
      return made[name].exports;
    }
    window.React = require('react');
    window.ReactDOM = require('react-dom');
    window.ReactDOMClient = require('react-dom/client');
  })();`;
}

/**
 * @typedef {object} Site
 * @property {(path: string, host?: string) => string} url
 * @property {(path: string, html: string | Buffer, csp?: string) => void} put serves further HTML
 * @property {(path: string) => () => void} hold lets whoever asks for a path wait, until what it returns is called
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Site>} */
export async function serve() {
  /** @type {Map<string, {html: string | Buffer, csp?: string}>} */
  const put = new Map();
  /** @type {Map<string, Promise<void>>} */
  const held = new Map();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    await held.get(path);
    if (path === 'favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (path === 'react.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(reactScript());
      return;
    }
    try {
      const { html, csp = '' } = put.get(path) ?? { html: readFileSync(new URL(`${path}.html`, pages), 'utf8') };
      // Saved pages say themselves in which encoding they are.
      const type = typeof html === 'string' ? 'text/html; charset=utf-8' : 'text/html';
      const headers = { 'content-type': type };
      response.writeHead(200, csp ? { ...headers, 'content-security-policy': csp } : headers).end(html);
    } catch {
      response.writeHead(404).end('no such page');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: (path, host = 'civitai.com') => `http://${host}:${port}/${path}`,
    put: (path, html, csp) => put.set(path, { html, csp }),
    hold(path) {
      let release = () => {};
      held.set(path, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(path);
        release();
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
