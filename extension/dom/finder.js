import { Hit, isSame } from './hits.js';
import { askAgain } from './worker-link.js';

/** @import { Findings } from '../background/finding.js' */
/** @import { Common } from '../core/types.js' */
/** @import { Run } from './runs.js' */
/** @import { Block } from './scope.js' */

/** How far on a hit is looked for among those of before. */
const AHEAD = 16;

/**
 * A block's hits, and those of before in order, with how far they are used up. The same occurrence stays
 * the same object: a tooltip may be open on it.
 * @typedef {{hits: Hit[], before: Hit[], at: number}} Held
 */

/** Hits of a run. */
const MANY = 8;
/** So many different terms that are no everyday words put a page on topic. */
const ON_TOPIC = 2;
const SEPARATOR = '\uffff';

/**
 * Which terms runs have, and whether everyday words count: from the start, or once the page is on topic.
 * The matching itself is the worker's: it takes the page no time, and one matcher is enough for all pages.
 */
export class Finder {
  #canTurn;
  /** @type {Set<string>} */
  #terms = new Set();
  /** Blocks with everyday words that do not count yet. @type {Set<Block>} */
  waiting = new Set();
  /** Of the page. */
  textLanguage = '';

  /** @param {Common} common auto: once the page shows its topic */
  constructor(common) {
    this.#canTurn = common === 'auto';
    this.onTopic = common === 'always';
  }

  /** Begins to judge the topic anew. @returns {boolean} whether everyday words could cease to count */
  canLose() {
    this.#terms.clear();
    return this.#canTurn && this.onTopic;
  }

  /** Whether the page has shown its topic by now. @param {Run[]} runs the next of it */
  async shows(runs) {
    const { senses } = await this.#ask(runs, 'never');
    for (const [id] of senses) this.#terms.add(id);
    return this.#terms.size >= ON_TOPIC;
  }

  /** Everyday words count no longer, until the page shows its topic. */
  lose() {
    this.#terms.clear();
    this.onTopic = false;
  }

  /** @param {Run[]} runs */
  ask(runs) {
    return this.#ask(runs, this.onTopic ? 'always' : this.#canTurn ? 'auto' : 'never');
  }

  /** @param {Run[]} runs @param {Common} common */
  #ask(runs, common) {
    const text = runs.map((run) => run.text).join(SEPARATOR);
    return askAgain('find', { text, common, language: this.textLanguage });
  }

  /**
   * What was found counts from now on, and may put the page on topic.
   * @param {Run[]} runs as asked for
   * @param {Findings} findings
   * @returns {Places} to be gone through with the runs
   */
  use(runs, { senses, found, withCommon }) {
    if (this.#canTurn && !this.onTopic) {
      for (let at = 2; at < found.length; at += 3) this.#terms.add(senses[found[at]][0]);
      this.onTopic = this.#terms.size >= ON_TOPIC;
    }
    if (withCommon && this.onTopic) return new Places(senses, withCommon);
    if (withCommon) this.#awaitTopic(runs, new Places(senses, found), new Places(senses, withCommon));
    return new Places(senses, found);
  }

  /** Takes note of blocks in which more is found on topic. @param {Run[]} runs @param {Places} rare @param {Places} all */
  #awaitTopic(runs, rare, all) {
    for (const run of runs) {
      rare.goTo(run);
      all.goTo(run);
      if (!rare.areAs(all)) this.waiting.add(run.block);
    }
  }

  /** The hits of a run that is not of the page, and says nothing of its topic. @param {Run} run */
  async findApart(run) {
    const { senses, found } = await this.#ask([run], this.onTopic ? 'always' : 'never');
    const places = new Places(senses, found);
    places.goTo(run);
    const hits = places.hits(null);
    for (const hit of hits) hit.shown = true;
    return hits;
  }
}

/** @type {Hit[]} */
const NONE = [];

/** What was found in some runs, run after run. */
class Places {
  #senses;
  #numbers;
  #run = /** @type {Run} */ (/** @type {unknown} */ (null));
  /** Where the run begins in the text that was asked for, and the next one. */
  #begin = 0;
  #next = 0;
  /** Of `#numbers` those of the run. */
  #from = 0;
  #to = 0;

  /** @param {string[][]} senses @param {number[]} numbers as in Findings */
  constructor(senses, numbers) {
    this.#senses = senses;
    this.#numbers = numbers;
  }

  /** @param {Run} run the next */
  goTo(run) {
    const end = this.#next + run.text.length;
    let to = this.#to;
    this.#from = to;
    while (this.#numbers[to] < end) to += 3;
    this.#to = to;
    this.#run = run;
    this.#begin = this.#next;
    this.#next = end + SEPARATOR.length;
  }

  /** Whether the run has no term. */
  get areNone() {
    return this.#from === this.#to;
  }

  /** Whether others of the same run and the same answer are the same. @param {Places} others */
  areAs(others) {
    const count = this.#to - this.#from;
    if (count !== others.#to - others.#from) return false;
    for (let at = 0; at < count; at++) {
      if (this.#numbers[this.#from + at] !== others.#numbers[others.#from + at]) return false;
    }
    return true;
  }

  /**
   * The hits of the run.
   * @param {Held | null} held
   * @returns {Hit[]}
   */
  hits(held) {
    if (this.areNone) return NONE;
    const numbers = this.#numbers;
    /** Nearly always there are too few to be worth a set. @type {Set<string> | null} */
    const seen = this.#to - this.#from > 3 * MANY ? new Set() : null;
    const hits = [];
    for (let at = this.#from; at < this.#to; at += 3) {
      const ids = this.#senses[numbers[at + 2]];
      let leads = !seen?.has(ids[0]);
      seen?.add(ids[0]);
      for (let other = this.#from; !seen && leads && other < at; other += 3) {
        leads = this.#senses[numbers[other + 2]][0] !== ids[0];
      }
      const hit = new Hit(this.#run, numbers[at] - this.#begin, numbers[at + 1] - this.#begin, ids, leads);
      hits.push(held?.before.length ? known(hit, held) : hit);
    }
    return hits;
  }
}

/** @param {Hit} hit @param {Held} held */
function known(hit, held) {
  const { before } = held;
  const end = Math.min(held.at + AHEAD, before.length);
  for (let at = held.at; at < end; at++) {
    if (!isSame(before[at], hit)) continue;
    held.at = at + 1;
    return before[at];
  }
  return hit;
}
