import { ServerError } from '../core/server-address.js';

/** @import { Server } from '../core/server-address.js' */

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
