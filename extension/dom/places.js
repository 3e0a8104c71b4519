import { SEPARATOR } from '../core/density.js';
import { Hit, isSame } from './hits.js';

/** @import { Run } from './runs.js' */

/** How far on a hit is looked for among those of before. */
const AHEAD = 16;

/**
 * A block's hits, and those of before in order, with how far they are used up. The same occurrence stays
 * the same object: a tooltip may be open on it.
 * @typedef {{hits: Hit[], before: Hit[], at: number}} Held
 */

/** Hits of a run. */
const MANY = 8;
/** @type {Hit[]} */
const NONE = [];

/** What was found in some runs, run after run. */
export class Places {
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
