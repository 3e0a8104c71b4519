import { Beginnings } from './beginnings.js';
import { HANGUL_SYLLABLE, LETTER } from './characters.js';
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
 * @property {string[]} ids of the owners
 * @property {boolean} simple one owner and no condition on it
 *
 * @typedef {object} Candidate
 * @property {number} start
 * @property {number} end
 * @property {Owner[]} senses
 */

/** What is remembered of surfaces is bounded; lengths in UTF-16 units. */
const CACHED_SURFACES = 5000;
const LONGEST_CACHED = 64;

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
  #owners;
  #index;
  /** @type {(Form | undefined)[]} */
  #forms;
  #particles;
  #exact;
  #common;
  #beginnings;
  /** Of the place looked at: forms and ends. @type {number[]} */
  #found = [];
  /** Whether an everyday word is among the matches found last. */
  #sawCommon = false;
  /** @type {string | null} */
  #language = null;
  #turkic = false;
  /** @type {Map<string, string>} */
  #spelled = new Map();

  /** @param {MatcherData} data */
  constructor(data) {
    this.#data = data;
    this.folder = new Folder(data.rules.characters);
    this.#texts = data.texts;
    this.#owners = data.owners;
    this.#index = new FormIndex(this.#texts);
    this.#forms = new Array(this.#texts.length);
    this.#particles = new Particles(data.rules.particles);
    this.#exact = new Set(data.exact);
    this.#common = new Set(data.common);
    this.#beginnings = new Beginnings(this.#texts, this.folder.characters);
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
    const folded = this.folder.fold(text, this.#isTurkic(textLanguage));
    if (common === 'never') return this.#matches(folded, false, options);
    if (common === 'always' || this.isSite(host)) return this.#matches(folded, true, options);
    // Terms that are not to be marked are on the page all the same, and tell what it is about.
    const all = { ...options, without: undefined, minLength: 1 };
    const rare = this.#matches(folded, false, all);
    const onTopic = new Set(rare.map((match) => match.ids[0])).size >= 2;
    return this.#matches(folded, onTopic, options);
  }

  /**
   * Both answers at once, for a page whose topic shows later: with everyday words and without.
   * @param {string} text
   * @param {string | null} textLanguage
   * @returns {{all: Match[], rare: Match[]}} one and the same where there is no everyday word
   */
  findBoth(text, textLanguage) {
    const folded = this.folder.fold(text, this.#isTurkic(textLanguage));
    this.#sawCommon = false;
    const all = this.#matches(folded, true, {});
    // Without one among them, the stricter search takes the same steps.
    return { all, rare: this.#sawCommon ? this.#matches(folded, false, {}) : all };
  }

  /**
   * The entries that own a whole text as a form, the likeliest first; none where it is no term.
   * @param {string} text
   */
  owners(text) {
    const folded = this.folder.foldForm(text);
    const index = this.#index.find(folded);
    if (index < 0) return [];
    const owners = this.#form(index).owners.toSorted(bySpelling(this.folder.spell(text)));
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

  /** Whether I lowers to ı. @param {string | null} language of a text; nearly always that of the last */
  #isTurkic(language) {
    if (language !== this.#language) {
      this.#language = language;
      this.#turkic = language !== null && /^(?:tr|az)(?:-|$)/i.test(language);
    }
    return this.#turkic;
  }

  /**
   * @param {Folded} folded
   * @param {boolean} common everyday words count
   * @param {MatchOptions} options
   */
  #matches(folded, common, options) {
    const { units, length } = folded;
    const found = this.#found;
    /** @type {Match[]} */
    const matches = [];
    let at = this.#beginnings.from(folded, 0);
    while (at < length) {
      let next = at + 1;
      for (let item = this.#index.collect(units, at, length, found); item > 0; item -= 2) {
        const end = found[item - 1];
        const match = this.#match(folded, found[item - 2], at, end, common, options);
        if (match) {
          matches.push(match);
          next = end;
          break;
        }
      }
      at = this.#beginnings.from(folded, next);
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
    if (form.simple && !without) {
      if (senses[0].common && !common) return null;
      this.#sawCommon ||= senses[0].common;
      return { start, end, ids: form.ids };
    }
    if (!common) senses = senses.filter((sense) => !sense.common);
    let ids = senses.map((sense) => this.#data.ids[sense.entry]);
    if (without) ids = ids.filter((id) => !without.has(id));
    if (!ids.length) return null;
    this.#sawCommon ||= senses.some((sense) => sense.common);
    return { start, end, ids: [...new Set(ids)] };
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
    const spelling = this.#spell(folded.original.slice(start, end));
    const kept = form.owners.filter(
      (owner) =>
        (!owner.exact || owner.spelling === spelling) &&
        !owner.contexts.some(([context, at]) => standsAt(folded, context, begin - at)),
    );
    // Stable: within equals, the pack's own order (kind, glossary, id) stands.
    return kept.sort(bySpelling(spelling));
  }

  /** Few surfaces are on a page, each of them often. @param {string} surface */
  #spell(surface) {
    const cached = this.#spelled.get(surface);
    if (cached !== undefined) return cached;
    const spelling = this.folder.spell(surface);
    if (this.#spelled.size >= CACHED_SURFACES) this.#spelled.clear();
    if (surface.length <= LONGEST_CACHED) this.#spelled.set(surface, spelling);
    return spelling;
  }

  /** @param {number} index @returns {Form} */
  #form(index) {
    return (this.#forms[index] ??= this.#makeForm(index));
  }

  /** @param {number} index @returns {Form} */
  #makeForm(index) {
    const text = this.#texts[index];
    const owners = this.#owners[index].map((row) => this.#owner(row, text));
    const [last] = [...text].slice(-1);
    const right = this.#classAt(last, 0);
    return {
      text,
      left: this.#classAt(text, 0),
      right,
      alone: right === HANGUL_SYLLABLE && last === text,
      owners,
      ids: owners.map(({ entry }) => this.#data.ids[entry]),
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
