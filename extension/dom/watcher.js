import { Reading } from './reading.js';
import { inOrder } from './reading-order.js';
import { isConnected, kindOf, parentOf } from './reads.js';
import { Roots } from './roots.js';
import { atOnce, breathe, untilIdle } from './slices.js';
import { elementsInView } from './view.js';

/** @import { Hits } from './hits.js' */
/** @import { Explainer } from './explainer.js' */
/** @import { Painter } from './painter.js' */
/** @import { Scanner } from './scanner.js' */
/** @import { Block } from './scope.js' */

/** In milliseconds: mutations are waited for until all is quiet, but not for ever. */
const QUIET = 100;
const PATIENCE = 500;
/** So long after a page has become another one, without loading, its topic is judged anew. */
const SETTLED = 2000;
/** The first look may take so long. */
const LOOK = 8;
/** A screen holds about so much text; in UTF-16 units. */
const SCREEN = 3000;
const OBSERVED = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['contenteditable', 'data-glosslight'],
};

/** Keeps a page's hits true to its text, from the first look to the last change. */
export class Watcher {
  #scanner;
  #hits;
  #painter;
  #guard;
  #signal;
  #observer;
  #roots;
  /** @type {Set<Node>} whose own text changed since the last pass */
  #changed = new Set();
  /** @type {Set<Element | ShadowRoot>} of which all is to be read */
  #added = new Set();
  /** @type {Set<Element | ShadowRoot>} in which to look for shadow roots */
  #sought = new Set();
  #removed = false;
  #due = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #busy = false;
  #address = '';
  /** Blocks that were read before the page was, while it is as it was then. @type {Set<Block>} */
  #seen = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;
  #judge = false;

  /**
   * @param {object} parts
   * @param {Scanner} parts.scanner
   * @param {Hits} parts.hits
   * @param {Painter} parts.painter
   * @param {Explainer['guard']} parts.guard
   * @param {AbortSignal} parts.signal
   */
  constructor({ scanner, hits, painter, guard, signal }) {
    this.#scanner = scanner;
    this.#hits = hits;
    this.#painter = painter;
    this.#guard = guard;
    this.#signal = signal;
    this.#observer = new MutationObserver((records) => atOnce(() => this.#note(records)));
    this.#roots = new Roots((root) => this.#found(root), () => this.#seek(), signal);
    hits.onRoot = ({ host }) => this.#roots.check(host);
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#timer);
      clearTimeout(this.#settling);
    });
  }

  /** Marks what is in view, then reads the page. */
  async start() {
    this.#address = location.href;
    this.#observer.observe(document.documentElement, OBSERVED);
    if (document.body) this.#added.add(document.body);
    const top = this.#show((reading, end) => this.#readTop(reading, end));
    this.#roots.expect(document.documentElement);
    await top;
    // The browser may lay the page out now: only then can be asked what is in view.
    await breathe();
    if (this.#signal.aborted) return;
    document.elementFromPoint(0, 0);
    await this.#show((reading, end) => this.#readView(reading, end));
    if (this.#scanner.hasFailed) this.#seen.clear();
    if (this.#signal.aborted) return;
    // Reading it all can wait until the page itself is in view.
    await untilIdle();
    if (this.#signal.aborted) return;
    await this.#guard(() => this.#pass());
  }

  /** The hits in reading order. */
  inOrder() {
    return inOrder(this.#hits, this.#roots.all());
  }

  /** Those in it of terms that the reader wants marked, if not everywhere. */
  wanted() {
    return this.inOrder().filter((hit) => this.#scanner.choice.isWanted(hit));
  }

  /** Chooses anew which hits are marked. */
  chooseAnew() {
    const { choice } = this.#scanner;
    const hits = choice.needsOrder ? choice.chooseFirst(this.inOrder()) : this.#hits.all();
    const blocks = new Set(hits.map((hit) => hit.block));
    if (!choice.needsOrder) for (const hit of hits) choice.choose(hit);
    for (const block of blocks) this.#painter.changed(block);
  }

  /**
   * Draws a part of the page before the rest is read.
   * @param {(reading: Reading, end: number) => void} read reads it, until a time on the clock of `performance.now`
   */
  async #show(read) {
    const reading = new Reading();
    const kept = atOnce(() => {
      this.#scanner.resume();
      read(reading, performance.now() + LOOK);
      return this.#scanner.find(reading);
    });
    await kept;
    atOnce(() => this.#painter.showAtOnce(reading.open.keys()));
  }

  /** Where a page begins is what most readers see first, and can be read before it is laid out. @param {Reading} reading @param {number} end */
  #readTop(reading, end) {
    if (document.body) this.#scanner.readFrom(reading, document.body, this.#seen, end, SCREEN);
  }

  /** What is in view is drawn without waiting for the browser to say that it is. @param {Reading} reading @param {number} end */
  #readView(reading, end) {
    const seen = this.#seen;
    for (const element of elementsInView()) {
      const root = element.getRootNode();
      if (root instanceof ShadowRoot) this.#roots.check(root.host);
      const block = this.#scanner.blockOf(element);
      if (!block || seen.has(block)) continue;
      if (root instanceof ShadowRoot) {
        seen.add(block);
        this.#scanner.read(reading, block);
      } else {
        this.#scanner.readFrom(reading, element, seen, end, SCREEN);
      }
      if (performance.now() > end) break;
    }
  }

  /** @param {ShadowRoot} root */
  #found(root) {
    this.#observer.observe(root, OBSERVED);
    this.#added.add(root);
    this.#sought.add(root);
    if (!this.#busy) this.#schedule();
  }

  #seek() {
    this.#sought.add(document.documentElement);
    if (!this.#busy) this.#schedule();
  }

  /** @param {MutationRecord[]} records */
  #note(records) {
    this.#scanner.changed();
    this.#seen.clear();
    /** @type {Set<Node>} */
    const targets = new Set();
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'attributes') {
        this.#added.add(/** @type {Element} */ (target));
        this.#removed = true;
        continue;
      }
      targets.add(target);
      for (const node of addedNodes) {
        if (kindOf(node) !== Node.ELEMENT_NODE) continue;
        const element = /** @type {Element} */ (node);
        this.#added.add(element);
        this.#sought.add(element);
      }
      this.#removed ||= removedNodes.length > 0;
    }
    this.#dropStale(targets);
    if (location.href !== this.#address) this.#becameAnother();
    this.#schedule();
  }

  /** Takes marks away at once where the page has changed their text. @param {Set<Node>} targets what has changed */
  #dropStale(targets) {
    /** @type {Set<Block>} */
    const blocks = new Set();
    for (const target of targets) {
      this.#changed.add(target);
      const block = this.#scanner.blockOf(target);
      if (block) blocks.add(block);
    }
    for (const block of blocks) this.#scanner.dropStale(block);
  }

  /** A single-page application has gone on to another page. */
  #becameAnother() {
    this.#address = location.href;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#judge = true;
      this.#schedule();
    }, SETTLED);
  }

  #schedule() {
    const now = performance.now();
    this.#due ||= now + PATIENCE;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#guard(() => this.#pass()), Math.min(QUIET, Math.max(0, this.#due - now)));
  }

  async #pass() {
    if (this.#busy) return;
    this.#busy = true;
    this.#due = 0;
    try {
      await this.#scanner.work(this.#steps());
    } finally {
      this.#busy = false;
    }
    if (this.#signal.aborted) return;
    if (this.#scanner.choice.needsOrder) this.chooseAnew();
    if (this.#changed.size || this.#added.size || this.#sought.size || this.#judge) this.#schedule();
  }

  *#steps() {
    const [changed, added, sought] = [this.#changed, this.#added, this.#sought];
    this.#changed = new Set();
    this.#added = new Set();
    this.#sought = new Set();
    if (this.#removed) {
      this.#removed = false;
      yield* this.#scanner.dropGone();
    }
    /** @type {Set<Block>} */
    const done = new Set();
    for (const node of changed) {
      const block = this.#scanner.blockOf(node);
      if (block) done.add(block);
    }
    yield* this.#scanner.readBlocks([...done]);
    for (const block of this.#seen) done.add(block);
    this.#seen.clear();
    const reading = new Reading(done);
    for (const node of added) {
      if (!isConnected(node) || hasAncestorIn(node, added)) continue;
      if (!(yield* this.#scanner.readAll(node, reading))) this.#added.add(node);
    }
    void this.#scanner.find(reading);
    this.#roots.checkAwaited();
    for (const node of sought) {
      if (isConnected(node) && !hasAncestorIn(node, sought)) yield* this.#roots.find(node);
    }
    if (this.#judge) {
      this.#judge = false;
      yield* this.#scanner.judgeAnew();
    }
  }
}

/** @param {Node} node @param {Set<Node>} set */
function hasAncestorIn(node, set) {
  if (set.size < 2) return false;
  for (let at = parentOf(node); at; at = parentOf(at)) if (set.has(at)) return true;
  return false;
}
