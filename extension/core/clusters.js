import { APOSTROPHE, CONJOINING, DROPPED, MARK, SPACE, VOICING } from './characters.js';

/** @import { Characters } from './characters.js' */

/** Traits of what may belong to the character before it. */
export const EXTENDS = MARK | VOICING | CONJOINING;

const CACHED_LENGTH = 32;
const CACHED_CLUSTERS = 20_000;
/** Characters; normalising takes time quadratic in a cluster, and no script stacks so many marks. */
const LONGEST_CLUSTER = 32;

/** What folds together: a character with the marks after it, or a run of blanks. */
export class Clusters {
  #characters;
  #casefold;
  /** @type {Map<string, string>} */
  #folded = new Map();

  /** @param {Characters} characters @param {Record<string, string>} casefold */
  constructor(characters, casefold) {
    this.#characters = characters;
    this.#casefold = new Map(Object.entries(casefold));
  }

  /**
   * Whether a character belongs to the cluster that ends in another.
   * @param {number} last @param {number} code code points
   */
  joins(last, code) {
    const traits = this.#characters.traits(code);
    if (!(traits & EXTENDS)) return false;
    const before = this.#characters.traits(last);
    // A mark after a dropped character has nothing to sit on.
    if (traits & (MARK | VOICING)) return !(before & DROPPED) || (before & MARK) !== 0;
    // Conjoining jamo, as they compose: L V, then T; the next L begins another syllable.
    if (code >= 0x1161 && code <= 0x1175) return last >= 0x1100 && last <= 0x1112;
    if (code < 0x11a8 || code > 0x11c2) return false;
    const open = last >= 0xac00 && last <= 0xd7a3 && (last - 0xac00) % 28 === 0;
    return open || (last >= 0x1161 && last <= 0x1175);
  }

  /** Where a run of spaces, with dropped characters in it, ends; `at` where none begins. @param {string} text @param {number} at */
  #runEnd(text, at) {
    if (!(this.#characters.traits(codeAt(text, at)) & SPACE)) return at;
    while (at < text.length) {
      const code = codeAt(text, at);
      if (!(this.#characters.traits(code) & (SPACE | DROPPED))) break;
      at += width(code);
    }
    return at;
  }

  /**
   * Where a blank ends; `at` where none begins. A mark sits on the last space before it, which
   * then is no blank.
   * @param {string} text @param {number} at
   */
  blankEnd(text, at) {
    const end = this.#runEnd(text, at);
    if (end === at || end === text.length) return end;
    const last = codeBefore(text, end);
    if (!this.joins(last, codeAt(text, end))) return end;
    return this.#characters.traits(last) & SPACE ? end - width(last) : at;
  }

  /** Where what folds together with the character at `at` ends. @param {string} text @param {number} at */
  end(text, at) {
    let end = this.#runEnd(text, at);
    if (end === at) end += width(codeAt(text, at));
    let last = codeBefore(text, end);
    for (let joined = 1; joined < LONGEST_CLUSTER && end < text.length; joined++) {
      const code = codeAt(text, end);
      if (!this.joins(last, code)) break;
      last = code;
      end += width(code);
    }
    return end;
  }

  /** @param {string} cluster */
  fold(cluster) {
    const cached = this.#folded.get(cluster);
    if (cached !== undefined) return cached;
    let folded = '';
    for (const character of this.#normalize(cluster)) {
      folded += this.#casefold.get(character) ?? character.toLowerCase();
    }
    folded = this.#straighten(folded.normalize('NFKC'));
    if (cluster.length <= CACHED_LENGTH) {
      if (this.#folded.size >= CACHED_CLUSTERS) this.#folded.clear();
      this.#folded.set(cluster, folded);
    }
    return folded;
  }

  /**
   * Normalised as `fold` does, but with its letter case kept.
   * @param {string} cluster
   */
  spell(cluster) {
    return this.#straighten(this.#normalize(cluster));
  }

  /** @param {string} cluster */
  #normalize(cluster) {
    let kept = '';
    for (const character of cluster) {
      const code = codeAt(character, 0);
      if (isSurrogate(code)) kept += '\ufffd';
      else if (!(this.#characters.traits(code) & DROPPED)) kept += character;
    }
    return kept.normalize('NFKC');
  }

  /** Makes every apostrophe the plain one. @param {string} text */
  #straighten(text) {
    let out = '';
    for (const character of text) {
      out += this.#characters.traits(codeAt(character, 0)) & APOSTROPHE ? "'" : character;
    }
    return out;
  }
}

/** @param {string} text @param {number} at */
export function codeAt(text, at) {
  return /** @type {number} */ (text.codePointAt(at));
}

/** The character that ends at `end`. @param {string} text @param {number} end */
function codeBefore(text, end) {
  const pair = end > 1 ? codeAt(text, end - 2) : 0;
  return pair > 0xffff ? pair : text.charCodeAt(end - 1);
}

/** @param {number} code */
function width(code) {
  return code > 0xffff ? 2 : 1;
}

/** @param {number} unit */
export function isSurrogate(unit) {
  return unit >= 0xd800 && unit <= 0xdfff;
}
