import { isCurrent, isSame, makeHit } from './hits.js';
import { piecesOf, runsOf } from './runs.js';
import { inSlices } from './slices.js';

/** @import { Matcher } from '../core/matcher.js' */
/** @import { Common } from '../core/types.js' */
/** @import { Hit, Hits } from './hits.js' */
/** @import { Painter } from './painter.js' */
/** @import { Block, Scope } from './scope.js' */

const QUIET = 100;
const PATIENCE = 500;
/** So many different terms that are no everyday words put a page on topic. */
const ON_TOPIC = 2;
const OBSERVED = { childList: true, characterData: true, subtree: true };

/** Keeps a page's hits true to its text, from the first look to the last change. */
export class Scanner {
  #matcher;
  #scope;
  #hits;
  #painter;
  #signal;
  #observer;
  /** @type {Set<Node>} what changed since the last pass: a block's own text, or all in a node */
  #changed = new Set();
  /** @type {Set<Node>} */
  #added = new Set();
  /** @type {WeakSet<ShadowRoot>} */
  #roots = new WeakSet();
  /** @type {Set<string>} */
  #terms = new Set();
  /** Everyday words count, from the start or once the page has shown its topic. */
  #onTopic;
  #canTurn;
  #due = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #busy = false;

  /**
   * @param {object} parts
   * @param {Matcher} parts.matcher
   * @param {Scope} parts.scope
   * @param {Hits} parts.hits
   * @param {Painter} parts.painter
   * @param {Common} parts.common
   * @param {string} parts.host
   * @param {AbortSignal} parts.signal
   */
  constructor({ matcher, scope, hits, painter, common, host, signal }) {
    this.#matcher = matcher;
    this.#scope = scope;
    this.#hits = hits;
    this.#painter = painter;
    this.#signal = signal;
    this.#onTopic = common === 'always' || matcher.isSite(host);
    this.#canTurn = common === 'auto';
    this.#observer = new MutationObserver((records) => this.#note(records));
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#timer);
    });
  }

  start() {
    this.#observer.observe(document.documentElement, OBSERVED);
    return this.#rescan();
  }

  #rescan() {
    if (document.body) this.#added.add(document.body);
    return this.#pass();
  }

  /** @param {MutationRecord[]} records */
  #note(records) {
    for (const { target, addedNodes, removedNodes } of records) {
      this.#changed.add(target);
      for (const node of addedNodes) if (node instanceof Element) this.#added.add(node);
      if (removedNodes.length || !addedNodes.length) this.#dropStale(target);
    }
    this.#schedule();
  }

  /** Takes marks away at once where their text is gone; new ones can wait. @param {Node} target */
  #dropStale(target) {
    const block = this.#scope.blockOf(target);
    if (!block) return;
    const hits = this.#hits.of(block);
    const current = hits.filter(isCurrent);
    if (current.length < hits.length) this.#set(block, current);
  }

  /** Waits for quiet, but not for ever. */
  #schedule() {
    const now = performance.now();
    this.#due ||= now + PATIENCE;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pass(), Math.min(QUIET, Math.max(0, this.#due - now)));
  }

  async #pass() {
    if (this.#busy) return;
    this.#busy = true;
    this.#due = 0;
    try {
      const changed = this.#changed;
      const added = this.#added;
      this.#changed = new Set();
      this.#added = new Set();
      await inSlices(this.#steps(changed, added), this.#signal);
    } finally {
      this.#busy = false;
    }
    if (this.#signal.aborted) return;
    if (this.#canTurn && !this.#onTopic && this.#terms.size >= ON_TOPIC) {
      this.#onTopic = true;
      await this.#rescan();
    } else if (this.#changed.size || this.#added.size) {
      this.#schedule();
    }
  }

  /** @param {Set<Node>} changed @param {Set<Node>} added */
  *#steps(changed, added) {
    for (const block of [...this.#hits.blocks()]) {
      if (!block.isConnected) this.#set(block, []);
    }
    /** @type {Set<Block>} */
    const done = new Set();
    for (const node of changed) {
      const block = this.#scope.blockOf(node);
      if (!block || done.has(block)) continue;
      done.add(block);
      yield this.#scan(block);
    }
    for (const node of added) {
      if (node.isConnected && !hasAncestorIn(node, added)) yield* this.#scanAll(node, done);
    }
  }

  /**
   * @param {Node} node an element or shadow root, with all in it
   * @param {Set<Block>} done
   * @returns {Generator<void>}
   */
  *#scanAll(node, done) {
    if (!this.#scope.blockOf(node)) return;
    /** @type {ShadowRoot[]} */
    const shadows = [];
    const top = /** @type {Block} */ (node);
    for (const block of this.#scope.blocksIn(top, (root) => shadows.push(root))) {
      if (!done.has(block)) {
        done.add(block);
        this.#scan(block);
      }
      yield;
    }
    for (const root of shadows) {
      if (!this.#roots.has(root)) {
        this.#roots.add(root);
        this.#observer.observe(root, OBSERVED);
      }
      yield* this.#scanAll(root, done);
    }
  }

  /** @param {Block} block */
  #scan(block) {
    /** @type {Hit[]} */
    const hits = [];
    const before = this.#hits.of(block);
    const textLanguage = document.documentElement.lang;
    const common = this.#onTopic ? 'always' : 'never';
    for (const run of runsOf(block, this.#scope)) {
      for (const { start, end, ids } of this.#matcher.find(run.text, { common, textLanguage })) {
        const pieces = piecesOf(run, start, end);
        const hit = makeHit(ids, run.text.slice(start, end), pieces, block);
        // The same occurrence stays the same object: a tooltip may be open on it.
        hits.push(before.find((other) => isSame(other, hit)) ?? hit);
        if (!this.#onTopic) this.#terms.add(ids[0]);
      }
    }
    if (hits.length || before.length) this.#set(block, hits);
  }

  /** @param {Block} block @param {Hit[]} hits */
  #set(block, hits) {
    this.#hits.set(block, hits);
    this.#painter.update(block);
  }
}

/** @param {Node} node @param {Set<Node>} set */
function hasAncestorIn(node, set) {
  for (let at = node.parentNode; at; at = at.parentNode) if (set.has(at)) return true;
  return false;
}
