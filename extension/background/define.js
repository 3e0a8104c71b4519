import { cardOf } from './entries.js';
import { glossary } from './glossary.js';
import { readKept } from './kept.js';
import { rememberLookup } from './lookups.js';
import { ServerError } from '../core/server-address.js';
import { askServer, readJson } from './server.js';
import { readSettings } from './settings.js';

/** @import { Card } from '../core/card.js' */
/** @import { ServerTerm } from './entries.js' */
/** @import { Server, ServerProblem } from '../core/server-address.js' */

/**
 * What a text means, and who says so.
 * @typedef {object} Found
 * @property {Card[]} cards
 * @property {Match} match
 * @property {'pack' | 'server' | 'own'} source
 * @property {string} [server] host of the server that was asked, or could be
 * @property {ServerProblem} [error] why it was of no use
 *
 * @typedef {'exact' | 'within' | 'close' | 'none'} Match
 */

/** From what the user meant to what is none of it. */
const MATCHES = /** @type {const} */ (['exact', 'within', 'close', 'none']);
const TIMEOUT = 8000;
const LARGEST = 1_000_000;

/**
 * Looks a text up: in the glossary and, where that does not have it as it stands, at the server
 * that the user has set.
 * @param {object} question
 * @param {string} question.text
 * @param {string} question.language the text's language tag
 * @param {boolean} [question.quiet] nobody asked yet: nothing is sent, nothing is remembered
 * @returns {Promise<Found>}
 */
export async function define({ text, language, quiet = false }) {
  const settings = await readSettings();
  const held = await glossary();
  const { match, ids } = held.lookUp(text);
  const cards = held.cards(ids, settings, language, await readKept('notes', {}));
  /** @type {Found} */
  let found = { cards, match, source: ids.length && held.isOwn(ids[0]) ? 'own' : 'pack' };
  if (quiet) {
    const server = await readKept('server', null);
    return server ? { ...found, server: hostOfServer(server) } : found;
  }
  if (match !== 'exact') {
    found = await orServer(found, text, held.languageFor(settings.language, language));
  }
  await rememberLookup(text, found.cards.map(({ id }) => id));
  return found;
}

/**
 * The text alone goes out: what stands around it was read, not asked about.
 * @param {Found} found @param {string} text @param {string} lang
 */
async function orServer(found, text, lang) {
  const server = await readKept('server', null);
  if (!server) return found;
  const asked = { ...found, server: hostOfServer(server) };
  try {
    const how = { timeout: TIMEOUT };
    const response = await askServer(server, '/v1/define', { text: text.trim(), lang }, how);
    const answer = readAnswer(await readJson(response, LARGEST));
    if (MATCHES.indexOf(answer.match) >= MATCHES.indexOf(found.match)) return asked;
    const cards = answer.terms.map((term) => cardOf(term, asked.server));
    return /** @type {Found} */ ({ ...asked, cards, match: answer.match, source: 'server' });
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return { ...asked, error: error.code };
  }
}

/** @param {Server} server */
const hostOfServer = ({ url }) => new URL(url).host;

/** @param {any} data @returns {{match: Match, terms: ServerTerm[]}} */
function readAnswer(data) {
  const texts = (/** @type {any} */ term) =>
    ['id', 'label', 'definition', 'lang'].every((name) => typeof term?.[name] === 'string');
  const holds = MATCHES.includes(data?.match) && Array.isArray(data.terms) && data.terms.every(texts);
  if (!holds) throw new ServerError('shape');
  return data;
}
