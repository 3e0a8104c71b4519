import { dataOf, isConnected } from './reads.js';
import { piecesOf } from './runs.js';

/** @import { Block } from './scope.js' */
/** @import { Piece, Run } from './runs.js' */

/**
 * A term found in the page's text. A page may hold tens of thousands, of which few are ever drawn or
 * pointed at: in which nodes one is, is looked for when it is asked.
 */
export class Hit {
  /** Whether it is marked: not thinned out, not known to the reader. @type {boolean | null} null: undecided */
  shown = null;
  /** @type {StaticRange | null} */
  #range = null;
  /** @type {Piece[] | null} */
  #pieces = null;
  #run;
  #start;
  #end;

  /**
   * @param {Run} run
   * @param {number} start
   * @param {number} end in the run
   * @param {string[]} ids the senses' entries, the likeliest first
   * @param {boolean} leads it is the first of its term in its run
   */
  constructor(run, start, end, ids, leads) {
    this.#run = run;
    this.#start = start;
    this.#end = end;
    this.ids = ids;
    this.leads = leads;
  }

  get block() {
    return this.#run.block;
  }

  get surface() {
    return this.#run.text.slice(this.#start, this.#end);
  }

  get pieces() {
    return (this.#pieces ??= piecesOf(this.#run, this.#start, this.#end));
  }

  get node() {
    return this.pieces[0].node;
  }

  /** Where it is drawn. */
  get range() {
    if (this.#range) return this.#range;
    const { pieces } = this;
    const [first] = pieces;
    const last = pieces[pieces.length - 1];
    this.#range = new StaticRange({
      startContainer: first.node,
      startOffset: first.start,
      endContainer: last.node,
      endOffset: last.end,
    });
    return this.#range;
  }
}

/** Whether the page's text still is what was found there. @param {Hit} hit */
export function isCurrent(hit) {
  let text = '';
  for (const { node, start, end } of hit.pieces) {
    if (!isConnected(node)) return false;
    text += dataOf(node).slice(start, end);
  }
  return text === hit.surface;
}

/** Whether two hits are one occurrence. @param {Hit} a @param {Hit} b */
export function isSame(a, b) {
  return (
    a.surface === b.surface &&
    a.leads === b.leads &&
    a.ids.join(' ') === b.ids.join(' ') &&
    a.pieces.length === b.pieces.length &&
    a.pieces.every(({ node, start, end }, at) => {
      const other = b.pieces[at];
      return node === other.node && start === other.start && end === other.end;
    })
  );
}

/** Where a hit is drawn, in the viewport; empty where it is not. @param {Hit} hit */
export function rectsOf(hit) {
  return hit.pieces.flatMap(({ node, start, end }) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()];
  });
}

/** @type {Hit[]} */
const NONE = [];

/** All hits of a page, by block. */
export class Hits {
  /** @type {Map<Block, Hit[]>} */
  #byBlock = new Map();
  /** Grows with every change. */
  version = 0;
  /** Finds terms that nothing is kept of, in text where marks cannot be drawn. @type {((text: Text) => Hit[]) | null} */
  look = null;

  /** Hears of a shadow root that somebody came upon. @type {((root: ShadowRoot) => void) | null} */
  onRoot = null;

  /** @param {Block} block */
  of(block) {
    return this.#byBlock.get(block) ?? NONE;
  }

  /** What is marked in a text, or would be if the browser could draw it. @param {Text} text @returns {Hit[]} */
  at(text) {
    /** @type {Node | null} */
    let around = text.parentNode;
    for (; around; around = around.parentNode) {
      const held = this.#byBlock.get(/** @type {Block} */ (around));
      if (!held) continue;
      const here = held.filter(
        (hit) => hit.shown && hit.pieces.some(({ node }) => node === text),
      );
      if (here.length) return here;
    }
    return this.look?.(text) ?? [];
  }

  /** Every hit that is still there, in no order. @returns {Hit[]} */
  all() {
    return [...this.#byBlock.values()].flat();
  }

  /** @returns {IterableIterator<Block>} */
  blocks() {
    return this.#byBlock.keys();
  }

  /** @param {Block} block @param {Hit[]} hits */
  set(block, hits) {
    this.version++;
    if (hits.length) this.#byBlock.set(block, hits);
    else this.#byBlock.delete(block);
  }
}
