import { DROPPED, OTHER, SPACE, Characters, isPlainSyllable } from './characters.js';
import { Clusters, EXTENDS, codeAt, isSurrogate } from './clusters.js';
import { Folded } from './folded.js';

/** @import { CharacterRules } from './types.js' */

const BLANK = 0x20;
/** In `#simple`: this character needs a look at what surrounds it, or is not one unit for one. */
const INVOLVED = 1;
/** In `#simple`: a blank, and nothing else. */
const BLANKS = 2;
const UNIT = 0xffff;
const CLASS_SHIFT = 16;
/** What folding changes nothing of but the letter case. */
const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
/** Units. */
const SCRATCH = 16_384;

/**
 * Folds text for comparison (MATCHING, Folding); the twin of terms/fold.py.
 *
 * Nearly every character folds to one unit whatever surrounds it. Those take one table look-up,
 * filled as characters are met; the others are folded cluster by cluster.
 */
export class Folder {
  /** Folded unit and class of each unit that is simple, BLANKS, INVOLVED, or 0 where not yet known. */
  #simple = new Uint32Array(0x10000);
  #clusters;
  /** Used again by every fold: most texts are short, and making arrays would take longer. */
  #units = new Uint16Array(SCRATCH);
  #classes = new Uint8Array(SCRATCH);

  /** @param {CharacterRules} rules */
  constructor(rules) {
    this.characters = new Characters(rules);
    this.#clusters = new Clusters(this.characters, rules.casefold);
  }

  /**
   * @param {string} text
   * @param {boolean} [turkic] the text is Turkish or Azerbaijani
   * @returns {Folded} good until the next text is folded
   */
  fold(text, turkic = false) {
    const source = turkic ? text.replace(/[Iİ]/g, (i) => (i === 'I' ? 'ı' : 'i')) : text;
    const simple = this.#simple;
    const clusters = this.#clusters;
    const total = source.length;
    let units = total > SCRATCH ? new Uint16Array(total) : this.#units;
    let classes = total > SCRATCH ? new Uint8Array(total) : this.#classes;
    /** @type {number[]} */
    const pieces = [];
    let length = 0;
    let at = 0;
    // Everything before here was folded with what follows it in view.
    let settled = 0;
    while (at < total) {
      const unit = source.charCodeAt(at);
      const known = simple[unit] || this.#learn(unit);
      if (known > BLANKS) {
        units[length] = known & UNIT;
        classes[length++] = known >> CLASS_SHIFT;
        at++;
        continue;
      }
      if (known === BLANKS) {
        let end = at + 1;
        while (end < total && this.#known(source, end) === BLANKS) end++;
        if (end === total || this.#known(source, end) !== INVOLVED) {
          if (end > at + 1) pieces.push(length, at, 1, end - at);
          units[length] = BLANK;
          classes[length++] = OTHER;
          at = end;
          continue;
        }
      }
      if (at > settled && clusters.joins(source.charCodeAt(at - 1), codeAt(source, at))) {
        at--;
        length--;
      }
      let end = clusters.blankEnd(source, at);
      let folded = ' ';
      let kind = OTHER;
      if (end === at) {
        end = clusters.end(source, at);
        folded = clusters.fold(source.slice(at, end));
        kind = this.characters.classOf(codeAt(source, at));
      }
      const size = end - at;
      if (folded.length !== 1 || size !== 1) pieces.push(length, at, folded.length, size);
      const needed = length + folded.length + total - end;
      if (needed > units.length) {
        units = grown(units, new Uint16Array(needed + (needed >> 1)));
        classes = grown(classes, new Uint8Array(needed + (needed >> 1)));
      }
      for (let index = 0; index < folded.length; index++) {
        units[length] = folded.charCodeAt(index);
        classes[length++] = kind;
      }
      at = settled = end;
    }
    return new Folded(text, units, classes, length, pieces);
  }

  /**
   * A label as a pack stores it.
   * @param {string} text
   */
  foldForm(text) {
    return this.fold(text).text.replace(/^ +| +$/g, '');
  }

  /**
   * A text normalised as `fold` does, but with its letter case kept: what `case: exact` compares.
   * @param {string} text
   */
  spell(text) {
    if (PLAIN.test(text)) return text;
    const clusters = this.#clusters;
    let out = '';
    for (let at = 0, end; at < text.length; at = end) {
      end = clusters.blankEnd(text, at);
      if (end > at) {
        out += ' ';
      } else {
        end = clusters.end(text, at);
        out += clusters.spell(text.slice(at, end));
      }
    }
    return out.replace(/^ +| +$/g, '');
  }

  /** @param {string} source @param {number} at */
  #known(source, at) {
    const unit = source.charCodeAt(at);
    return this.#simple[unit] || this.#learn(unit);
  }

  /** @param {number} unit */
  #learn(unit) {
    const { characters } = this;
    let known = INVOLVED;
    if (isPlainSyllable(unit)) {
      known = unit | (characters.classOf(unit) << CLASS_SHIFT);
    } else if ((characters.traits(unit) & (EXTENDS | SPACE | DROPPED)) === SPACE) {
      known = BLANKS;
    } else if (!(characters.traits(unit) & (EXTENDS | SPACE | DROPPED)) && !isSurrogate(unit)) {
      const folded = this.#clusters.fold(String.fromCharCode(unit));
      if (folded.length === 1) {
        known = folded.charCodeAt(0) | (characters.classOf(unit) << CLASS_SHIFT);
      }
    }
    return (this.#simple[unit] = known);
  }
}

/**
 * @template {Uint8Array | Uint16Array} A
 * @param {A} from @param {A} to
 */
function grown(from, to) {
  to.set(from);
  return to;
}
