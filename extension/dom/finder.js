import { Hit, isSame } from './hits.js';
import { piecesOf } from './runs.js';

/** @import { Matcher } from '../core/matcher.js' */
/** @import { Common, Match } from '../core/types.js' */
/** @import { Run } from './runs.js' */
/** @import { Block } from './scope.js' */

/** How far on a hit is looked for among those of before. */
const AHEAD = 16;

/**
 * A block's hits of before, in order, and how far they are used up. The same occurrence stays the
 * same object: a tooltip may be open on it.
 * @typedef {{hits: Hit[], at: number}} Before
 */

/** @type {Hit[]} */
const NONE = [];
/** So many different terms that are no everyday words put a page on topic. */
const ON_TOPIC = 2;

/** From runs to hits, and whether everyday words count: from the start, or once the page is on topic. */
export class Finder {
  #matcher;
  #canTurn;
  /** @type {Set<string>} */
  #terms = new Set();
  /** Blocks with everyday words that do not count yet. @type {Set<Block>} */
  waiting = new Set();
  /** Of the page. */
  textLanguage = '';

  /** @param {Matcher} matcher @param {Common} common @param {string} host */
  constructor(matcher, common, host) {
    this.#matcher = matcher;
    this.#canTurn = common === 'auto' && !matcher.isSite(host);
    this.onTopic = common === 'always' || (common === 'auto' && !this.#canTurn);
  }

  /** Whether the page has shown its topic since this was last asked; then everyday words count. */
  turns() {
    if (!this.#canTurn || this.onTopic || this.#terms.size < ON_TOPIC) return false;
    return (this.onTopic = true);
  }

  /** Begins to judge the topic anew. @returns {boolean} whether everyday words could cease to count */
  canLose() {
    this.#terms.clear();
    return this.#canTurn && this.onTopic;
  }

  /** Whether the page has shown its topic by now. @param {Run} run the next of it */
  shows({ text }) {
    const rare = this.#matcher.find(text, { common: 'never', textLanguage: this.textLanguage });
    for (const { ids } of rare) this.#terms.add(ids[0]);
    return this.#terms.size >= ON_TOPIC;
  }

  /** Everyday words count no longer, until the page shows its topic. */
  lose() {
    this.#terms.clear();
    this.onTopic = false;
  }

  /**
   * @param {Run} run
   * @param {Before} before
   * @returns {Hit[]}
   */
  find(run, before) {
    const matches = this.#matches(run);
    if (!matches.length) return NONE;
    const hits = makeHits(run, matches);
    return before.hits.length ? hits.map((hit) => known(hit, before)) : hits;
  }

  /** The hits of a run that is not of the page, and says nothing of its topic. @param {Run} run */
  findApart(run) {
    const common = this.onTopic ? 'always' : 'never';
    const hits = makeHits(run, this.#matcher.find(run.text, { common }));
    for (const hit of hits) hit.shown = true;
    return hits;
  }

  /** @param {Run} run */
  #matches({ text, block }) {
    const { textLanguage } = this;
    if (this.onTopic) return this.#matcher.find(text, { common: 'always', textLanguage });
    if (!this.#canTurn) return this.#matcher.find(text, { common: 'never', textLanguage });
    const { all, rare } = this.#matcher.findBoth(text, textLanguage);
    if (all !== rare) this.waiting.add(block);
    for (const { ids } of rare) this.#terms.add(ids[0]);
    return rare;
  }
}

/** @param {Run} run @param {Match[]} matches in it @returns {Hit[]} */
function makeHits(run, matches) {
  return matches.map(({ start, end, ids }, at) => {
    let leads = true;
    for (let other = 0; leads && other < at; other++) leads = matches[other].ids[0] !== ids[0];
    const surface = run.text.slice(start, end);
    return new Hit(ids, surface, piecesOf(run, start, end), run.block, leads);
  });
}

/** @param {Hit} hit @param {Before} before */
function known(hit, before) {
  const end = Math.min(before.at + AHEAD, before.hits.length);
  for (let at = before.at; at < end; at++) {
    if (!isSame(before.hits[at], hit)) continue;
    before.at = at + 1;
    return before.hits[at];
  }
  return hit;
}
