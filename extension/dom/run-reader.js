import {
  dataOf, firstChildOf, firstElementChildOf, kindOf, localNameOf, nextSiblingOf, parentOf, textContentOf,
} from './reads.js';
import { extend } from './runs.js';

/** @import { Holder, Run } from './runs.js' */
/** @import { Block, Scope } from './scope.js' */

const { ELEMENT_NODE, TEXT_NODE, CDATA_SECTION_NODE } = Node;
const NOT_BLANK = /\S/;
/** So many nodes without a run, and the page may want its turn. */
const PAUSE = 2000;

/** @param {string} text */
function isBlank(text) {
  let at = 0;
  let first = text.charCodeAt(at);
  // Line ends and indents, which most blanks are.
  while (first === 0x20 || first === 0x0a) first = text.charCodeAt(++at);
  if (at === text.length) return true;
  // No blank is in ASCII above the space, nor among kana, Han and Hangul: those need no expression.
  if ((first > 0x20 && first < 0x7f) || (first > 0x3000 && first <= 0xd7a3)) return false;
  return !NOT_BLANK.test(text);
}

/**
 * The runs of all text in a subtree, in document order. To be given a node costs a script in Firefox
 * several times what a question to it does: so where an element holds nothing but text, the text is
 * asked of the element, and nothing is asked of what is in an element that is left out.
 */
export class RunReader {
  #top;
  #scope;
  #own;
  #looks;
  /** What was read last, with all that is in it. @type {Node} */
  #at;
  /** What follows it in the same element. @type {Node | null} */
  #next = null;
  /** The block of each element around, from the top on. @type {Block[]} */
  #blocks = [];
  #isBegun = false;
  #isStale = false;
  /** The run that may go on. @type {Run | null} */
  #run = null;
  /** Whether something has come that ends it. */
  #isCut = false;
  /** What is blank since its last text. @type {Holder[]} */
  #blanks = [];

  /**
   * @param {Element | ShadowRoot} top
   * @param {Scope} scope
   * @param {{from?: Element | null, own?: boolean}} [options] where in it to begin; whether the blocks in it are left out
   */
  constructor(top, scope, { from = null, own = false } = {}) {
    this.#top = top;
    this.#scope = scope;
    this.#own = own;
    this.#looks = own || scope.looksIn(top);
    this.#at = from ?? top;
    this.#look();
    if (from && this.#at === from && from !== top) this.#next = from;
  }

  /** To be called when the page may have changed. @returns {boolean} whether one can go on */
  resume() {
    this.#isStale = true;
    this.#looks = this.#own || this.#scope.looksIn(this.#top);
    return this.#top.contains(this.#at);
  }

  /** @returns {Run | null | undefined} undefined where there is none for long; null at the end */
  next() {
    if (this.#isStale) this.#look();
    this.#isBegun = true;
    const blocks = this.#blocks;
    for (let passed = 0; blocks.length; ) {
      const node = this.#next;
      if (!node) {
        this.#leave();
        continue;
      }
      const kind = kindOf(node);
      let ended = null;
      if (kind === ELEMENT_NODE) {
        const element = /** @type {Element} */ (node);
        const around = blocks[blocks.length - 1];
        const block = this.#scope.blockIn(element, localNameOf(element), around, this.#looks);
        if (block !== around) this.#isCut = true;
        if (block && (block === around || !this.#own)) {
          if (firstElementChildOf(element)) {
            blocks.push(block);
            this.#next = firstChildOf(element);
            continue;
          }
          ended = this.#take(block, element, textContentOf(element));
        }
      } else if (kind === TEXT_NODE || kind === CDATA_SECTION_NODE) {
        const text = /** @type {Text} */ (node);
        ended = this.#take(blocks[blocks.length - 1], text, dataOf(text));
      }
      this.#at = node;
      this.#next = nextSiblingOf(node);
      if (ended) return ended;
      if (++passed > PAUSE) return undefined;
    }
    const last = this.#run;
    this.#run = null;
    return last;
  }

  /** Goes on after the element of which all is read. */
  #leave() {
    this.#blocks.pop();
    if (!this.#blocks.length) return;
    this.#at = /** @type {Node} */ (parentOf(this.#at));
    this.#next = nextSiblingOf(this.#at);
  }

  /**
   * Takes a text into the run that goes on, or into a new one.
   * @param {Block} block @param {Holder} holder @param {string} text
   * @returns {Run | null} what thereby has ended
   */
  #take(block, holder, text) {
    const run = this.#run;
    const goesOn = run?.block === block && !this.#isCut;
    if (isBlank(text)) {
      // The blanks between a page's blocks end no run: what they part does.
      if (goesOn) this.#blanks.push(holder);
      return null;
    }
    const blanks = this.#blanks;
    if (run && goesOn) {
      for (const blank of blanks) extend(run, blank);
      extend(run, holder, text);
    }
    if (blanks.length) this.#blanks = [];
    if (goesOn) return null;
    this.#isCut = false;
    this.#run = { block, text, holder, parts: null };
    return run;
  }

  /** Finds the blocks around anew; of what is no longer eligible nothing more is read. */
  #look() {
    this.#isStale = false;
    this.#blocks.length = 0;
    if (this.#at === this.#top) {
      if (!this.#isBegun) this.#begin();
      return;
    }
    for (let node = this.#at; node !== this.#top; ) {
      const parent = /** @type {Element | ShadowRoot | null} */ (parentOf(node));
      if (!parent) return;
      const block = this.#scope.blockAround(parent, this.#looks);
      // Whatever is in an element that is left out is left out.
      if (block) this.#blocks.unshift(block);
      else this.#at = parent;
      node = parent;
    }
    this.#next = nextSiblingOf(this.#at);
  }

  #begin() {
    const top = this.#top;
    const block = this.#scope.blockAround(top, this.#looks);
    this.#run = null;
    if (!block) return;
    if (kindOf(top) !== ELEMENT_NODE || firstElementChildOf(/** @type {Element} */ (top))) {
      this.#blocks.push(block);
      this.#next = firstChildOf(top);
    } else {
      this.#take(block, /** @type {Element} */ (top), textContentOf(top));
    }
  }
}
