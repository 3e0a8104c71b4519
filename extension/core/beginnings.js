import { HANGUL_SYLLABLE, OTHER } from './characters.js';
import { codeAt, isSurrogate } from './clusters.js';

/** @import { Characters } from './characters.js' */
/** @import { Folded } from './folded.js' */

const CLASS = 7;
const ALONE = 8;
const PAIR_BITS = 15;

/**
 * Where in a text a form may begin: by its left edge and its first two units. Nine places of ten
 * are passed over by this alone.
 */
export class Beginnings {
  /** The edge class of forms by their first unit, 0 where no form begins so; ALONE where it is one. */
  #firsts = new Uint8Array(0x10000);
  /** Whether a form begins with two units, by their hash. */
  #pairs = new Uint8Array(1 << PAIR_BITS);

  /** @param {readonly string[]} forms @param {Characters} characters */
  constructor(forms, characters) {
    for (const form of forms) {
      const first = form.charCodeAt(0);
      // Half a pair says nothing of the character's class; such forms are judged one by one.
      this.#firsts[first] ||= isSurrogate(first) ? OTHER : characters.classOf(codeAt(form, 0));
      if (form.length === 1) this.#firsts[first] |= ALONE;
      else this.#pairs[pair(first, form.charCodeAt(1))] = 1;
    }
  }

  /**
   * The first place from `at` on where a form may begin; the text's length where there is none.
   * @param {Folded} folded @param {number} at
   */
  from({ units, classes, length }, at) {
    for (; at < length; at++) {
      const first = this.#firsts[units[at]];
      if (first === 0) continue;
      const kind = first & CLASS;
      if (kind <= HANGUL_SYLLABLE && at > 0 && classes[at - 1] === kind) continue;
      if (first & ALONE) break;
      if (at + 1 < length && this.#pairs[pair(units[at], units[at + 1])] !== 0) break;
    }
    return at;
  }
}

/** @param {number} first @param {number} second */
function pair(first, second) {
  return (Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b)) >>> (32 - PAIR_BITS);
}
