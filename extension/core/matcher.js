import { HANGUL_SYLLABLE, LETTER, OTHER } from './characters.js';
import { thin } from './density.js';
import { Folder } from './fold.js';
import { FormIndex } from './forms.js';
import { LONGEST_CHAIN, Particles } from './particles.js';

/** @import { Folded } from './folded.js' */
/** @import { Match, MatcherData, MatchOptions, OwnerRow } from './types.js' */

/**
 * @typedef {object} Owner
 * @property {number} entry
 * @property {number} kind
 * @property {string} spelling
 * @property {boolean} exact
 * @property {boolean} common
 * @property {[context: string, at: number][]} contexts and where in each the form begins
 *
 * What deciding on a candidate needs to know of its form.
 * @typedef {object} Form
 * @property {string} text
 * @property {number} left class of its first character
 * @property {number} right class of its last
 * @property {boolean} alone a single syllable of Hangul
 * @property {Owner[]} owners
 * @property {boolean} simple one owner and no condition on it
 *
 * @typedef {object} Candidate
 * @property {number} start
 * @property {number} end
 * @property {Owner[]} senses
 */

/**
 * From text to matches, as MATCHING specifies; the twin of annotator/matcher.py.
 *
 * At each place where the left edge holds, the forms that begin there are tried from the longest;
 * the first that passes every filter is the match, and the search goes on behind it. That is
 * leftmost-longest after filtering, in time linear in the text.
 */
export class Matcher {
  #data;
  #texts;
  #index;
  /** @type {(Form | undefined)[]} */
  #forms;
  #particles;
  #exact;
  #common;
  /** The edge class of forms by their first unit; 0 where no form begins so. */
  #firsts = new Uint8Array(0x10000);

  /** @param {MatcherData} data */
  constructor(data) {
    this.#data = data;
    this.folder = new Folder(data.rules.characters);
    this.#texts = Object.keys(data.forms);
    this.#index = new FormIndex(this.#texts);
    this.#forms = new Array(this.#texts.length);
    this.#particles = new Particles(data.rules.particles);
    this.#exact = new Set(data.exact);
    this.#common = new Set(data.common);
    for (const text of this.#texts) {
      // Half a pair says nothing of the character's class; such forms are judged one by one.
      const pair = /** @type {number} */ (text.codePointAt(0)) > 0xffff;
      this.#firsts[text.charCodeAt(0)] ||= pair ? OTHER : this.#classAt(text, 0);
    }
  }

  /**
   * The matches in order, none overlapping another. U+FFFF separates runs.
   * @param {string} text
   * @param {MatchOptions} [options]
   * @returns {Match[]}
   */
  find(text, options = {}) {
    return thin(this.#find(text, options), text, options);
  }

  /** @param {string} text @param {MatchOptions} options */
  #find(text, options) {
    const { common = 'auto', host = null, textLanguage = null } = options;
    const folded = this.folder.fold(text, /^(?:tr|az)(?:-|$)/i.test(textLanguage ?? ''));
    if (common === 'never') return this.#matches(folded, false, options);
    if (common === 'always' || this.isSite(host)) return this.#matches(folded, true, options);
    // Terms that are not to be marked are on the page all the same, and tell what it is about.
    const all = { ...options, without: undefined, minLength: 1 };
    const rare = this.#matches(folded, false, all);
    const onTopic = new Set(rare.map((match) => match.ids[0])).size >= 2;
    return this.#matches(folded, onTopic, options);
  }

  /**
   * The entries that own a whole text as a form, the likeliest first; none where it is no term.
   * @param {string} text
   */
  owners(text) {
    const folded = this.folder.foldForm(text);
    if (!Object.hasOwn(this.#data.forms, folded)) return [];
    const spelling = this.folder.spell(text);
    const owners = this.#data.forms[folded].map((row) => this.#owner(row, folded));
    owners.sort(bySpelling(spelling));
    return [...new Set(owners.map((owner) => this.#data.ids[owner.entry]))];
  }

  /**
   * Whether pages of a host are always on topic.
   * @param {string | null} host
   */
  isSite(host) {
    return (
      host !== null && this.#data.sites.some((site) => host === site || host.endsWith(`.${site}`))
    );
  }

  /**
   * @param {Folded} folded
   * @param {boolean} common everyday words count
   * @param {MatchOptions} options
   */
  #matches(folded, common, options) {
    const { units, classes, length } = folded;
    /** @type {Match[]} */
    const matches = [];
    /** @type {number[]} */
    const found = [];
    let at = 0;
    while (at < length) {
      const first = this.#firsts[units[at]];
      const closed =
        first === 0 || (first <= HANGUL_SYLLABLE && at > 0 && classes[at - 1] === first);
      if (closed) {
        at++;
        continue;
      }
      found.length = 0;
      this.#index.collect(units, at, length, found);
      let next = at + 1;
      for (let item = found.length - 2; item >= 0; item -= 2) {
        const match = this.#match(folded, found[item], at, found[item + 1], common, options);
        if (match) {
          matches.push(match);
          next = found[item + 1];
          break;
        }
      }
      at = next;
    }
    return matches;
  }

  /**
   * @param {Folded} folded
   * @param {number} index of the form
   * @param {number} begin @param {number} stop in the folded text
   * @param {boolean} common
   * @param {MatchOptions} options
   * @returns {Match | null}
   */
  #match(folded, index, begin, stop, common, options) {
    const form = this.#form(index);
    if (!leftEdge(folded, form, begin) || !this.#rightEdge(folded, form, stop)) return null;
    const start = folded.start(begin);
    const end = folded.end(stop);
    if (start < 0 || end < 0) return null;
    const { minLength = 1, without } = options;
    if (minLength > 1 && [...folded.original.slice(start, end)].length < minLength) return null;
    let senses = form.simple ? form.owners : this.#senses(form, folded, begin, start, end);
    if (!common) senses = senses.filter((sense) => !sense.common);
    let ids = senses.map((sense) => this.#data.ids[sense.entry]);
    if (without) ids = ids.filter((id) => !without.has(id));
    return ids.length ? { start, end, ids: [...new Set(ids)] } : null;
  }

  /** @param {Folded} folded @param {Form} form @param {number} stop */
  #rightEdge(folded, form, stop) {
    if (stop === folded.length || form.right > HANGUL_SYLLABLE) return true;
    if (folded.classes[stop] !== form.right) return true;
    if (form.right === LETTER || form.alone) return false;
    let end = stop;
    const limit = Math.min(stop + LONGEST_CHAIN + 1, folded.length);
    while (end < limit && folded.classes[end] === HANGUL_SYLLABLE) end++;
    return end - stop <= LONGEST_CHAIN && this.#particles.isChain(folded.slice(stop, end));
  }

  /**
   * The owners that an occurrence may mean, ties in the specified order.
   * @param {Form} form @param {Folded} folded
   * @param {number} begin @param {number} start @param {number} end
   */
  #senses(form, folded, begin, start, end) {
    const spelling = this.folder.spell(folded.original.slice(start, end));
    const kept = form.owners.filter(
      (owner) =>
        (!owner.exact || owner.spelling === spelling) &&
        !owner.contexts.some(([context, at]) => standsAt(folded, context, begin - at)),
    );
    // Stable: within equals, the pack's own order (kind, glossary, id) stands.
    return kept.sort(bySpelling(spelling));
  }

  /** @param {number} index @returns {Form} */
  #form(index) {
    return (this.#forms[index] ??= this.#makeForm(this.#texts[index]));
  }

  /** @param {string} text @returns {Form} */
  #makeForm(text) {
    const owners = this.#data.forms[text].map((row) => this.#owner(row, text));
    const [last] = [...text].slice(-1);
    const right = this.#classAt(last, 0);
    return {
      text,
      left: this.#classAt(text, 0),
      right,
      alone: right === HANGUL_SYLLABLE && last === text,
      owners,
      simple: owners.length === 1 && !owners[0].exact && owners[0].contexts.length === 0,
    };
  }

  /** @param {OwnerRow} row @param {string} form @returns {Owner} */
  #owner(row, form) {
    const [entry, kind, spelling = form] = row;
    /** @type {[string, number][]} */
    const contexts = [];
    for (const context of this.#data.contexts[entry] ?? []) {
      let at = context.indexOf(form);
      for (; at >= 0; at = context.indexOf(form, at + 1)) contexts.push([context, at]);
    }
    const flags = row[3] ?? 0;
    const exact = this.#exact.has(entry) || (flags & 2) !== 0;
    const common = this.#common.has(entry) || (flags & 1) !== 0;
    return { entry, kind, spelling, exact, common, contexts };
  }

  /** @param {string} text @param {number} at */
  #classAt(text, at) {
    return this.folder.characters.classOf(/** @type {number} */ (text.codePointAt(at)));
  }
}

/**
 * Order of senses: spelled so exactly, then label, alias, native, hidden.
 * @param {string} spelling
 * @returns {(a: Owner, b: Owner) => number}
 */
function bySpelling(spelling) {
  return (a, b) =>
    Number(a.spelling !== spelling) - Number(b.spelling !== spelling) || a.kind - b.kind;
}

/** @param {Folded} folded @param {Form} form @param {number} begin */
function leftEdge({ classes }, { left }, begin) {
  return begin === 0 || left > HANGUL_SYLLABLE || classes[begin - 1] !== left;
}

/** @param {Folded} folded @param {string} text @param {number} at */
function standsAt(folded, text, at) {
  if (at < 0 || at + text.length > folded.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (folded.units[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
