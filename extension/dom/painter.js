/** @import { Block } from './scope.js' */
/** @import { Hit, Hits } from './hits.js' */

const NAME = 'glosslight';
/** Enough for any screen; browsers draw thousands of ranges slowly. */
const MOST_RANGES = 1000;

/**
 * Draws hits that are near the viewport, with the CSS Custom Highlight API: no node is touched.
 * Where a browser lacks it nothing is drawn, and hovering works all the same.
 */
export class Painter {
  #hits;
  #highlight;
  #observer;
  /** @type {Map<Block, Hit[]>} */
  #painted = new Map();
  /** @type {Set<Block>} */
  #near = new Set();
  /** @type {WeakMap<Element, Block>} */
  #blockOf = new WeakMap();

  /** @param {Hits} hits @param {AbortSignal} signal */
  constructor(hits, signal) {
    this.#hits = hits;
    this.#highlight = typeof Highlight === 'function' && CSS.highlights ? new Highlight() : null;
    if (this.#highlight) CSS.highlights.set(NAME, this.#highlight);
    const options = { rootMargin: '100% 0px', scrollMargin: '100% 0px' };
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), options);
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      // Another life of the extension may have taken the name over.
      if (CSS.highlights?.get(NAME) === this.#highlight) CSS.highlights?.delete(NAME);
    });
  }

  /** Takes note that a block's hits have changed. @param {Block} block */
  update(block) {
    this.#erase(block);
    const element = block instanceof Element ? block : block.host;
    if (this.#hits.of(block).length) {
      this.#blockOf.set(element, block);
      if (this.#near.has(block)) this.#paint(block);
      else this.#observer.observe(element);
    } else {
      this.#near.delete(block);
      this.#observer.unobserve(element);
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      const block = this.#blockOf.get(target);
      if (!block) continue;
      if (isIntersecting || isBoxless(target)) {
        this.#near.add(block);
        this.#erase(block);
        this.#paint(block);
      } else {
        this.#near.delete(block);
        this.#erase(block);
      }
    }
  }

  /** @param {Block} block */
  #paint(block) {
    const highlight = this.#highlight;
    if (!highlight) return;
    const room = Math.max(0, MOST_RANGES - highlight.size);
    const hits = this.#hits.of(block).slice(0, room);
    for (const { range } of hits) highlight.add(range);
    this.#painted.set(block, hits);
  }

  /** @param {Block} block */
  #erase(block) {
    for (const { range } of this.#painted.get(block) ?? []) this.#highlight?.delete(range);
    this.#painted.delete(block);
  }
}

/** Whether an element has no box of its own to be near anything. @param {Element} element */
function isBoxless(element) {
  return getComputedStyle(element).display === 'contents';
}
