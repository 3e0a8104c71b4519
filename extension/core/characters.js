/** @import { CharacterRules, Ranges } from './types.js' */

/** What a character does when text is folded; bits of `Characters.traits`. */
export const SPACE = 1;
export const DROPPED = 2;
export const APOSTROPHE = 4;
export const CONJOINING = 8;
export const VOICING = 16;
export const MARK = 32;

const HANGUL = 64;
const UNSPACED = 128;
const KNOWN = 0x8000;
const CLASS_SHIFT = 8;

/** The classes that decide edges: see MATCHING, Edges. */
export const LETTER = 1;
export const HANGUL_SYLLABLE = 2;
export const UNSPACED_SCRIPT = 3;
export const OTHER = 4;

const IS_MARK = /^\p{M}$/u;
const IS_WORD = /^[\p{L}\p{M}\p{Nd}_]$/u;

/** Traits and classes of characters by the shared rules; looked up once per distinct character. */
export class Characters {
  #basic = new Uint16Array(0x10000);
  /** @type {Map<number, number>} */
  #beyond = new Map();
  /** Code points at which traits change, ascending, and the traits from each on. @type {number[]} */
  #bounds = [];
  /** @type {number[]} */
  #traits = [];

  /** @param {CharacterRules} rules */
  constructor(rules) {
    /** @type {[code: number, flipped: number][]} */
    const changes = [[0, 0]];
    for (const [ranges, trait] of /** @type {[Ranges, number][]} */ ([
      [rules.space, SPACE],
      [rules.dropped, DROPPED],
      [rules.apostrophes, APOSTROPHE],
      [rules.conjoining, CONJOINING],
      [rules.voicing, VOICING],
      [rules.hangul, HANGUL],
      [rules.unspaced, UNSPACED],
    ])) {
      for (const [first, last] of ranges) {
        changes.push([parseInt(first, 16), trait], [parseInt(last, 16) + 1, trait]);
      }
    }
    changes.sort(([a], [b]) => a - b);
    let traits = 0;
    for (const [code, flipped] of changes) {
      this.#bounds.push(code);
      this.#traits.push((traits ^= flipped));
    }
  }

  /**
   * The bits above that hold for a character.
   * @param {number} code a code point
   */
  traits(code) {
    return this.#info(code) & 0xff;
  }

  /**
   * LETTER, HANGUL_SYLLABLE, UNSPACED_SCRIPT or OTHER.
   * @param {number} code a code point
   */
  classOf(code) {
    return (this.#info(code) >> CLASS_SHIFT) & 7;
  }

  /** @param {number} code */
  #info(code) {
    if (code < 0x10000) return this.#basic[code] || (this.#basic[code] = this.#learn(code));
    let info = this.#beyond.get(code);
    if (info === undefined) this.#beyond.set(code, (info = this.#learn(code)));
    return info;
  }

  /** @param {number} code */
  #learn(code) {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bounds[middle] <= code) low = middle + 1;
      else high = middle;
    }
    return describe(code, this.#traits[low - 1]);
  }
}

/** @param {number} code @param {number} traits */
function describe(code, traits) {
  const character = String.fromCodePoint(code);
  let kind = OTHER;
  if (traits & APOSTROPHE) kind = OTHER;
  else if (traits & HANGUL) kind = HANGUL_SYLLABLE;
  else if (traits & UNSPACED) kind = UNSPACED_SCRIPT;
  else if (IS_WORD.test(character)) kind = LETTER;
  // Most Han and Hangul characters are seen once a page; a regular expression for each would show.
  const mark = !isPlainSyllable(code) && IS_MARK.test(character) ? MARK : 0;
  return KNOWN | traits | mark | (kind << CLASS_SHIFT);
}

/**
 * A unified Han character or precomposed Hangul syllable: no mark, and folds to itself.
 * @param {number} code
 */
export function isPlainSyllable(code) {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0x3400 && code <= 0x4dbf)
  );
}
