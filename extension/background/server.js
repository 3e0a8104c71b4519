/**
 * A Glosslight server that the user has set: where its glossary comes from, and where look-ups go
 * that the pack cannot answer.
 * @typedef {object} Server
 * @property {string} url with no slash at its end
 * @property {string} token '' where the server asks for none
 * @property {string} glossary '' for all that it serves
 *
 * @typedef {'address' | 'insecure' | 'permission' | 'offline' | 'timeout' | 'redirect'
 *   | 'unauthorized' | 'notFound' | 'status' | 'huge' | 'json' | 'format' | 'shape' | 'digest'
 *   | 'room'} ServerProblem
 */

/** Why a server was of no use; `code` for words in the user's language. */
export class ServerError extends Error {
  /** @param {ServerProblem} code @param {string} [detail] */
  constructor(code, detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * What was typed in, as an address; what is missing of it is filled in.
 * @param {{url: string, token?: string, glossary?: string}} typed
 * @returns {Server}
 * @throws {ServerError}
 */
export function readServer({ url, token = '', glossary = '' }) {
  const trimmed = url.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const address = URL.canParse(full) ? new URL(full) : null;
  if (!trimmed || !address || !/^https?:$/.test(address.protocol) || address.username || address.search) {
    throw new ServerError('address', trimmed);
  }
  // A secret that anyone on the way can read is none.
  if (token && address.protocol === 'http:' && !isLoopback(address.hostname)) {
    throw new ServerError('insecure');
  }
  const path = address.pathname.replace(/\/+$/, '');
  return { url: address.origin + path, token: token.trim(), glossary: glossary.trim() };
}

/** @param {string} host */
function isLoopback(host) {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The permission that talking to a server takes. @param {string} url */
export function patternOf(url) {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/**
 * @param {Server} server
 * @param {string} path with a slash in front
 * @param {Record<string, string>} query what is '' is left out
 * @param {{headers?: Record<string, string>, timeout: number}} how timeout in milliseconds
 * @returns {Promise<Response>} of status 200 or 304
 * @throws {ServerError}
 */
export async function askServer(server, path, query, { headers = {}, timeout }) {
  const url = new URL(server.url + path);
  const asked = { ...query, glossary: server.glossary };
  for (const [name, value] of Object.entries(asked)) if (value) url.searchParams.set(name, value);
  if (server.token) headers = { ...headers, authorization: `Bearer ${server.token}` };
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, {
      headers,
      credentials: 'omit',
      cache: 'no-store',
      // Elsewhere is not where the user sent us, and the token is not for it.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    throw networkError(error);
  }
  const { status, type } = response;
  if (status === 200 || status === 304) return response;
  await response.body?.cancel();
  if (type === 'opaqueredirect') throw new ServerError('redirect');
  if (status === 401 || status === 403) throw new ServerError('unauthorized');
  if (status === 404) throw new ServerError('notFound');
  throw new ServerError('status', String(status));
}

/** @param {unknown} error @returns {ServerError} */
function networkError(error) {
  if (error instanceof ServerError) return error;
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
  return new ServerError(timedOut ? 'timeout' : 'offline');
}

/**
 * A body as parsed JSON, read no further than is allowed.
 * @param {Response} response
 * @param {number} most bytes, after decompression
 * @returns {Promise<unknown>}
 * @throws {ServerError}
 */
export async function readJson(response, most) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let size = 0;
  try {
    for (const reader = response.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) {
        await reader.cancel();
        throw new ServerError('huge', String(Math.round(most / 1e6)));
      }
      chunks.push(value);
    }
  } catch (error) {
    throw networkError(error);
  }
  try {
    return JSON.parse(await new Blob(chunks).text());
  } catch {
    throw new ServerError('json');
  }
}
