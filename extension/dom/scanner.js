import { isCurrent } from './hits.js';
import { PER_RUN, Reading } from './reading.js';
import { RunReader } from './run-reader.js';
import { atOnce, inSlices } from './slices.js';

/** @import { Findings } from '../background/finding.js' */
/** @import { Choice } from './choice.js' */
/** @import { Finder } from './finder.js' */
/** @import { Hit, Hits } from './hits.js' */
/** @import { Painter } from './painter.js' */
/** @import { Run } from './runs.js' */
/** @import { Block, Scope } from './scope.js' */

/** A step of work reads so many units. */
const STEP = 4000;
/** So often reading begins anew when the page takes away the text at which it stands. */
const TRIES = 3;
/** Units in which to look for the page's topic at once. */
const JUDGED = 20_000;

/**
 * Reads text, has its terms found and keeps the hits. What to read, and when, is the watcher's business.
 * While terms are found nothing more is read: where there are few cores, both at once take the page's
 * own thread a quarter longer.
 */
export class Scanner {
  #scope;
  #finder;
  #hits;
  #painter;
  #signal;
  /** Grows whenever the page may have changed. */
  #turn = 0;
  /** Grows whenever the page did change. */
  #changes = 0;
  /** When all that was asked for is kept, in the order in which it was. */
  #kept = Promise.resolve();
  /** @type {unknown} */
  #failure;

  /**
   * @param {object} parts
   * @param {Scope} parts.scope
   * @param {Finder} parts.finder
   * @param {Hits} parts.hits
   * @param {Painter} parts.painter
   * @param {Choice} parts.choice
   * @param {AbortSignal} parts.signal
   */
  constructor({ scope, finder, hits, painter, choice, signal }) {
    this.#scope = scope;
    this.#finder = finder;
    this.#hits = hits;
    this.#painter = painter;
    this.choice = choice;
    this.#signal = signal;
  }

  /** Does all steps, and waits for what they asked for. @param {Iterable<unknown>} steps */
  async work(steps) {
    this.#failure = undefined;
    this.resume();
    await inSlices(this.#whole(steps), this.#signal, () => this.resume());
    // What is known of elements holds them in memory.
    this.#scope.forget();
    if (this.#failure && !this.#signal.aborted) throw this.#failure;
  }

  /** @param {Iterable<unknown>} steps */
  *#whole(steps) {
    yield* steps;
    yield this.#kept;
    yield* this.#recount(new Set());
    yield this.#kept;
  }

  /** Whether an answer did not come since `work` began. */
  get hasFailed() {
    return this.#failure !== undefined;
  }

  /** To be called when the page may have changed. */
  resume() {
    this.#turn++;
    this.#scope.forget();
    this.#finder.textLanguage = document.documentElement.lang;
  }

  /** To be called when the page has changed. */
  changed() {
    this.#changes++;
    this.#scope.changed();
    this.resume();
  }

  /** @param {Node} node */
  blockOf(node) {
    return this.#scope.blockOf(node);
  }

  /**
   * Has the terms of what was read found.
   * @param {Reading} reading
   * @returns {Promise<void>} when its hits are kept
   */
  find(reading) {
    const runs = reading.take();
    if (!runs.length) return this.#kept;
    const changes = this.#changes;
    const answer = this.#finder.ask(runs).then(
      (findings) => ({ findings }),
      (error) => ({ error }),
    );
    this.#kept = this.#kept.then(async () => {
      const { findings, error } = /** @type {{findings?: Findings, error?: unknown}} */ (await answer);
      this.#failure ??= error;
      if (!findings || this.#signal.aborted) return;
      atOnce(() => this.#keep(runs, findings, reading, changes === this.#changes));
    });
    return this.#kept;
  }

  /**
   * @param {Run[]} runs
   * @param {Findings} findings
   * @param {Reading} reading
   * @param {boolean} sure the page is as it was read
   */
  #keep(runs, findings, { open, done }, sure) {
    const places = this.#finder.use(runs, findings);
    /** @type {Map<Block, Hit[]>} */
    const news = new Map();
    for (const run of runs) {
      const { block } = run;
      places.goTo(run);
      if (done.has(block)) continue;
      let held = open.get(block);
      const before = held ? held.before : this.#hits.of(block);
      // Most blocks have no term, and are not worth remembering.
      if (!held && places.areNone && !before.length) continue;
      if (!held) open.set(block, (held = { hits: [], before, at: 0 }));
      const found = places.hits(held);
      const hits = sure ? found : found.filter(isCurrent);
      if (held.hits.length) for (const hit of hits) held.hits.push(hit);
      else held.hits = hits;
      news.set(block, held.hits);
    }
    for (const [block, hits] of news) this.set(block, hits);
  }

  /**
   * Reads all text in a subtree, but for blocks that are done already and for the block around it.
   * @param {Element | ShadowRoot} top
   * @param {Reading} reading
   * @returns {Generator<unknown, boolean>} whether it came to the end
   */
  *readAll(top, reading) {
    const around = this.#scope.blockOf(top);
    if (!around) return true;
    for (let tries = 0; tries < TRIES; tries++) {
      if (yield* this.#read(top, around === top ? null : around, reading)) return true;
      yield this.find(reading);
      reading.forget();
    }
    return false;
  }

  /**
   * @param {Element | ShadowRoot} top @param {Block | null} around @param {Reading} reading
   * @returns {Generator<unknown, boolean>}
   */
  *#read(top, around, reading) {
    const { done } = reading;
    const reader = new RunReader(top, this.#scope);
    let turn = this.#turn;
    let read = 0;
    for (let run = reader.next(); run !== null; run = reader.next()) {
      let kept = null;
      if (run) {
        const { block } = run;
        if (reading.isFull(block)) kept = this.find(reading);
        if (block !== around && !done.has(block)) reading.add(run);
        read += run.text.length + PER_RUN;
        if (!kept && read < STEP) continue;
      }
      read = 0;
      yield kept;
      if (this.#finder.onTopic) yield* this.#recount(done);
      if (this.#turn !== turn) {
        turn = this.#turn;
        if (!reader.resume()) return false;
      }
    }
    return true;
  }

  /**
   * Reads whole blocks in document order, from an element on, for a while.
   * @param {Reading} reading
   * @param {Element} from in the page, not in a shadow tree
   * @param {Set<Block>} seen receives what was read
   * @param {number} end on the clock of `performance.now`
   * @param {number} most units to read
   */
  readFrom(reading, from, seen, end, most) {
    const reader = new RunReader(document.body, this.#scope, { from });
    let units = 0;
    for (let run = reader.next(); run !== null && units < most; run = reader.next()) {
      if (run) {
        const { block, text } = run;
        units += text.length;
        if (!seen.has(block)) {
          seen.add(block);
          this.read(reading, block);
        }
      }
      if (performance.now() > end) return;
    }
  }

  /** Reads a block's own text. @param {Reading} reading @param {Block} block */
  read(reading, block) {
    const reader = new RunReader(block, this.#scope, { own: true });
    let isEmpty = true;
    for (let run = reader.next(); run !== null; run = reader.next()) {
      if (!run) continue;
      isEmpty = false;
      reading.add(run);
    }
    if (isEmpty && this.#hits.of(block).length) this.set(block, []);
  }

  /** @param {Iterable<Block>} blocks @returns {Generator<unknown>} */
  *readBlocks(blocks) {
    const reading = new Reading();
    for (const block of blocks) {
      if (reading.isFull(block)) yield this.find(reading);
      if (this.#scope.blockOf(block) === block) this.read(reading, block);
      yield;
    }
    yield this.find(reading);
  }

  /** Everyday words count from now on, if the page has shown its topic. @param {Set<Block>} done */
  *#recount(done) {
    const { waiting, onTopic } = this.#finder;
    if (!onTopic || !waiting.size) return;
    const blocks = [...waiting];
    waiting.clear();
    for (const block of blocks) done.add(block);
    yield* this.readBlocks(blocks);
  }

  /**
   * Whether the page still is on topic, judged anew; where it is not, everyday words go.
   * @returns {Generator<unknown>}
   */
  *judgeAnew() {
    if (!document.body || !this.#finder.canLose()) return;
    const reader = new RunReader(document.body, this.#scope);
    let shown = false;
    let goesOn = true;
    while (goesOn) {
      /** @type {Run[]} */
      const runs = [];
      /** @type {Run | null | undefined} */
      let run;
      for (let units = 0; units < JUDGED && (run = reader.next()); units += run.text.length) runs.push(run);
      yield this.#finder.shows(runs).then((is) => (shown = is));
      if (shown) return;
      goesOn = run !== null && reader.resume();
    }
    this.#finder.lose();
    const reading = new Reading();
    yield* this.readAll(document.body, reading);
    yield this.find(reading);
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
