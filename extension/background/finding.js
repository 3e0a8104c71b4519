import { glossary } from './glossary.js';

/** @import { Common, Match } from '../core/types.js' */

/**
 * The terms of a text, small enough to travel: numbers and no objects.
 * @typedef {object} Findings
 * @property {string[][]} senses lists of ids, the likeliest first; each list once
 * @property {number[]} found start and end in UTF-16 units, and which of `senses`; repeated
 * @property {number[] | null} withCommon the same for a page on topic; null where it comes to the same
 */

/**
 * Finds terms for a page, which so needs no matcher of its own, and no time of its own for matching.
 * @param {object} question
 * @param {string} question.text runs, each but the last ended by U+FFFF
 * @param {Common} question.common auto: both answers, for the page is not known to be on topic
 * @param {string} question.language of the page
 * @returns {Promise<Findings>}
 */
export async function find({ text, common, language }) {
  const { matcher } = await glossary();
  const packer = new Packer();
  if (common !== 'auto') {
    const matches = matcher.find(text, { common, textLanguage: language });
    return { found: packer.pack(matches), withCommon: null, senses: packer.senses };
  }
  const { all, rare } = matcher.findBoth(text, language);
  const found = packer.pack(rare);
  return { found, withCommon: all === rare ? null : packer.pack(all), senses: packer.senses };
}

class Packer {
  /** @type {string[][]} */
  senses = [];
  /** @type {Map<string, number>} */
  #numbers = new Map();

  /** @param {Match[]} matches */
  pack(matches) {
    const numbers = [];
    for (const { start, end, ids } of matches) numbers.push(start, end, this.#number(ids));
    return numbers;
  }

  /** @param {string[]} ids */
  #number(ids) {
    const key = ids.length > 1 ? ids.join(' ') : ids[0];
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.senses.push(ids) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
