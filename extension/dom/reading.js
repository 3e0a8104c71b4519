/** @import { Held } from './places.js' */
/** @import { Run } from './runs.js' */
/** @import { Block } from './scope.js' */

/** What a run counts for, besides its text, in UTF-16 units. */
export const PER_RUN = 50;
/** Questions are so large: a worker answers them in some ten milliseconds. */
const BATCH = 100_000;
/** Chromium carries no message of 64 MB, and a character takes up to three bytes of it. */
const LONGEST = 20_000_000;

/** Text that is read in one go, and the hits found in it so far. */
export class Reading {
  /** Not asked for yet. @type {Run[]} */
  #runs = [];
  /** Units of all that was added. */
  units = 0;
  #sent = 0;
  /** Blocks with hits, now or before. @type {Map<Block, Held>} */
  open = new Map();

  /** @param {Set<Block>} done what is or was read otherwise */
  constructor(done = new Set()) {
    this.done = done;
  }

  /** @param {Run} run one too long to be asked for is left out */
  add(run) {
    if (run.text.length > LONGEST) return;
    this.units += run.text.length + PER_RUN;
    this.#runs.push(run);
  }

  /** Whether it is time to ask; a block is parted only where it is very long. @param {Block} next to be read */
  isFull(next) {
    const units = this.units - this.#sent;
    return units > BATCH && (units > 2 * BATCH || this.#runs.at(-1)?.block !== next);
  }

  /** What was found so far does not go on: reading begins anew. */
  forget() {
    this.open.clear();
  }

  /** The runs to ask for, which then are under way. */
  take() {
    const runs = this.#runs;
    this.#runs = [];
    this.#sent = this.units;
    return runs;
  }
}
