import { readEntry } from '../core/own-terms.js';
import { details, rows, search } from './entries.js';
import { glossary } from './glossary.js';
import { readKept } from './kept.js';
import { forgetLookup, forgetLookups, lookups } from './lookups.js';
import { addOwn, ownEntries, removeOwn } from './own.js';
import { exportAll, importAll } from './portable.js';
import { ServerError } from '../core/server-address.js';
import { changeSettings, readSettings, settingsKeptHere } from './settings.js';
import { isOn } from './sites.js';
import { checkForUpdate, removeServer, setServer, updateStatus } from './updates.js';

/** @import { OwnEntry } from '../core/own-terms.js' */
/** @import { Settings } from '../core/settings.js' */
/** @import { Lookup } from './lookups.js' */
/** @import { ServerProblem } from '../core/server-address.js' */

/** What only our own pages may ask. */
export const ownAnswers = {
  /** All that the options show but the user's own terms and notes. */
  async settings() {
    const { languages, tags, glossaries } = (await glossary()).pack;
    const [settings, keptHere] = await Promise.all([readSettings(), settingsKeptHere()]);
    return { settings, keptHere, languages, tags, glossaries };
  },

  /** @param {{host: string}} question */
  async site({ host }) {
    return { on: isOn(host, await readSettings()) };
  },

  /** @param {{changed: Partial<Settings>}} question */
  async set({ changed }) {
    await changeSettings(() => changed);
    return true;
  },

  /** @param {{id: string}} question */
  details: ({ id }) => details(id),

  /** @param {{query: string}} question */
  search: ({ query }) => search(query),

  /** @param {{ids: string[]}} question */
  async rows({ ids }) {
    return rows(ids, await readSettings());
  },

  notes: () => readKept('notes', {}),

  lookups,

  /** One, or all where none is named. @param {{gone?: Lookup}} question */
  async forget({ gone }) {
    await (gone ? forgetLookup(gone) : forgetLookups());
    return true;
  },

  /** The server that is set, without its token, and how its glossary stands. */
  async server() {
    const server = await readKept('server', null);
    const { url = '', glossary: only = '', token = '' } = server ?? {};
    return { url, glossary: only, hasToken: token !== '', status: await updateStatus() };
  },

  /**
   * @param {{url: string, token?: string, glossary?: string, granted?: boolean}} question
   *   granted: the permission was given for this, just now
   * @returns {Promise<{entries: number} | {problem: ServerProblem, detail: string}>}
   */
  async connect({ url, token, glossary: only, granted }) {
    try {
      return await setServer({ url, token, glossary: only }, granted);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      return { problem: error.code, detail: error.detail };
    }
  },

  async disconnect() {
    return (await removeServer()) !== null;
  },

  async check() {
    await checkForUpdate();
    return updateStatus();
  },

  own: ownEntries,

  /** @param {{entries: OwnEntry[], replaces?: string}} question replaces: the id that one had before */
  async addOwn({ entries, replaces }) {
    // From our own page, and all the same checked: what is kept is what every page's tooltip shows.
    const checked = entries.map((entry) => readEntry(entry));
    const problems = checked.flatMap((each) => each.problems);
    if (problems.length) return { problems };
    await addOwn(checked.flatMap(({ entry }) => entry ?? []), replaces);
    return { problems: [] };
  },

  /** @param {{id: string}} question */
  async removeOwn({ id }) {
    await removeOwn(id);
    return true;
  },

  export: exportAll,

  /** @param {{file: unknown}} question */
  import: ({ file }) => importAll(file),
};
