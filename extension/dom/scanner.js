import { isCurrent } from './hits.js';
import { RunReader, runsOf } from './runs.js';
import { inSlices } from './slices.js';

/** @import { Choice } from './choice.js' */
/** @import { Before, Finder } from './finder.js' */
/** @import { Hit, Hits } from './hits.js' */
/** @import { Painter } from './painter.js' */
/** @import { Block, Scope } from './scope.js' */

/** A step of work reads so many units, to which each run adds some for its own sake. */
const STEP = 4000;
const PER_RUN = 50;
/** So often reading begins anew when the page takes away the text at which it stands. */
const TRIES = 3;

/** Reads text and keeps the hits in it. What to read, and when, is the watcher's business. */
export class Scanner {
  #scope;
  #finder;
  #hits;
  #painter;
  /** Grows whenever the page may have changed. */
  #turn = 0;

  /**
   * @param {object} parts
   * @param {Scope} parts.scope
   * @param {Finder} parts.finder
   * @param {Hits} parts.hits
   * @param {Painter} parts.painter
   * @param {Choice} parts.choice
   */
  constructor({ scope, finder, hits, painter, choice }) {
    this.#scope = scope;
    this.#finder = finder;
    this.#hits = hits;
    this.#painter = painter;
    this.choice = choice;
  }

  /** @param {Iterable<unknown>} steps @param {AbortSignal} signal */
  async work(steps, signal) {
    this.resume();
    await inSlices(steps, signal, () => this.resume());
    // What is known of elements holds them in memory.
    this.#scope.forget();
  }

  /** To be called when the page may have changed. */
  resume() {
    this.#turn++;
    this.#scope.forget();
    this.#finder.textLanguage = document.documentElement.lang;
  }

  /** @param {Node} node */
  blockOf(node) {
    return this.#scope.blockOf(node);
  }

  /**
   * Scans all text in a subtree, but for blocks that are done already and for the block around it.
   * @param {Node} top an element or shadow root
   * @param {Set<Block>} done
   * @returns {Generator<void, boolean>} whether it came to the end
   */
  *readAll(top, done) {
    const around = this.#scope.blockOf(top);
    if (!around) return true;
    for (let tries = 0; tries < TRIES; tries++) {
      if (yield* this.#read(top, around === top ? null : around, done)) return true;
    }
    return false;
  }

  /**
   * @param {Node} top @param {Block | null} around @param {Set<Block>} done
   * @returns {Generator<void, boolean>}
   */
  *#read(top, around, done) {
    const reader = new RunReader(top, this.#scope);
    /** @type {Map<Block, {before: Before, hits: Hit[]}>} */
    const open = new Map();
    let turn = this.#turn;
    let units = 0;
    for (let run = reader.next(); run; run = reader.next()) {
      const { block, text } = run;
      if (block !== around && !done.has(block)) {
        let entry = open.get(block);
        const before = entry?.before ?? { hits: this.#hits.of(block), at: 0 };
        const found = this.#finder.find(run, before);
        // Most blocks have no term, and are not worth remembering.
        if (!entry && (found.length || before.hits.length)) open.set(block, (entry = { before, hits: [] }));
        if (entry) {
          for (const hit of found) entry.hits.push(hit);
          if (found.length || !entry.hits.length) this.set(block, entry.hits);
        }
        if (this.#finder.turns()) yield* this.#recount(done);
      }
      units += text.length + PER_RUN;
      if (units < STEP) continue;
      units = 0;
      yield;
      if (this.#turn !== turn) {
        turn = this.#turn;
        reader.forget();
        if (!top.contains(reader.at)) return false;
      }
    }
    for (const block of open.keys()) done.add(block);
    return true;
  }

  /**
   * Scans whole blocks in document order, from an element on, for a while.
   * @param {Element} from in the page, not in a shadow tree
   * @param {Set<Block>} done receives what was scanned
   * @param {number} end on the clock of `performance.now`
   * @param {number} most units to read
   */
  readFrom(from, done, end, most) {
    const reader = new RunReader(document.body, this.#scope, from);
    let units = 0;
    for (let run = reader.next(); run && units < most; run = reader.next()) {
      units += run.text.length;
      if (done.has(run.block)) continue;
      done.add(run.block);
      this.scan(run.block);
      if (performance.now() > end) return;
    }
  }

  /** Scans a block's own text. @param {Block} block */
  scan(block) {
    const before = { hits: this.#hits.of(block), at: 0 };
    const hits = runsOf(block, this.#scope).flatMap((run) => this.#finder.find(run, before));
    if (hits.length || before.hits.length) this.set(block, hits);
  }

  /** Everyday words count from now on. @param {Set<Block>} done */
  *#recount(done) {
    for (const block of this.#finder.waiting) {
      this.#finder.waiting.delete(block);
      if (this.#scope.blockOf(block) !== block) continue;
      this.scan(block);
      done.add(block);
      yield;
    }
  }

  /** Recounts, if the page has shown its topic. @returns {Generator<void>} */
  *turn() {
    if (this.#finder.turns()) yield* this.#recount(new Set());
  }

  /**
   * Whether the page still is on topic, judged anew; where it is not, everyday words go.
   * @returns {Generator<void>}
   */
  *judgeAnew() {
    if (!document.body || !this.#finder.canLose()) return;
    const reader = new RunReader(document.body, this.#scope);
    for (let run = reader.next(); run; run = reader.next()) {
      if (this.#finder.shows(run)) return;
      yield;
    }
    this.#finder.lose();
    yield* this.readAll(document.body, new Set());
  }

  /** Takes hits away at once where their text is gone. @param {Block} block */
  dropStale(block) {
    const hits = this.#hits.of(block);
    const current = hits.filter(isCurrent);
    if (current.length < hits.length) this.set(block, current);
  }

  /** Takes the hits of blocks away that are no longer there or no longer eligible. @returns {Generator<void>} */
  *dropGone() {
    for (const block of [...this.#hits.blocks()]) {
      if (!block.isConnected || this.#scope.blockOf(block) !== block) this.set(block, []);
      yield;
    }
  }

  /** @param {Block} block @param {Hit[]} hits */
  set(block, hits) {
    for (const hit of hits) if (hit.shown === null) this.choice.choose(hit);
    this.#hits.set(block, hits);
    this.#painter.changed(block);
  }
}
