import { SEPARATOR } from '../core/density.js';
import { Places } from './places.js';
import { askAgain } from './worker-link.js';

/** @import { Findings } from '../background/finding.js' */
/** @import { Common } from '../core/types.js' */
/** @import { Run } from './runs.js' */
/** @import { Block } from './scope.js' */

/** So many different terms that are no everyday words put a page on topic. */
const ON_TOPIC = 2;

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
