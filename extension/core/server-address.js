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
  // Chromium takes blanks for a host's letters.
  const isHost = address && /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(address.hostname);
  if (!address || !isHost || !/^https?:$/.test(address.protocol) || address.username || address.search) {
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
