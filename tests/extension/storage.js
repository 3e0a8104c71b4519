// chrome.storage as far as settings need it, in memory, with the browser's limits on request.

/** @param {{room?: number}} [limits] room: UTF-16 units an item of storage.sync may have */
export function fakeStorage({ room = 8192 } = {}) {
  /** @type {Record<'sync' | 'local', Record<string, unknown>>} */
  const held = { sync: {}, local: {} };
  /** @param {'sync' | 'local'} name */
  const area = (name) => ({
    /** @param {string | string[]} names */
    async get(names) {
      const wanted = [names].flat().filter((each) => Object.hasOwn(held[name], each));
      return structuredClone(Object.fromEntries(wanted.map((each) => [each, held[name][each]])));
    },
    /** @param {Record<string, unknown>} values */
    async set(values) {
      for (const value of Object.values(values)) {
        if (name === 'sync' && JSON.stringify(value).length > limits.room) {
          throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
        }
      }
      Object.assign(held[name], structuredClone(values));
    },
    /** @param {string} gone */
    async remove(gone) {
      delete held[name][gone];
    },
  });
  const limits = { room };
  return { held, limits, storage: { sync: area('sync'), local: area('local') } };
}
