import { rectsOf } from './hits.js';

/** @import { Settings } from '../core/settings.js' */
/** @import { Block } from './scope.js' */
/** @import { Hit, Hits } from './hits.js' */

const NAME = 'glosslight';
/** Enough for any screen; browsers draw thousands of ranges slowly. */
const MOST_RANGES = 1000;
/** A block with more hits is drawn in part: those near the viewport. */
const TALL = 100;
/** In milliseconds. */
const SCROLL_PAUSE = 100;
/**
 * Watching where thousands of elements are slows scrolling down. The first so many blocks are
 * watched one by one, the next by fours, all others by sixteens: of each group its first.
 */
const ALONE = 1000;
const BY_FOURS = 2000;

/**
 * Blocks that are watched as one.
 * @typedef {object} Group
 * @property {Element} element that is watched
 * @property {Block[]} blocks
 * @property {number} size how many blocks it may have
 * @property {boolean} near
 * @property {Group | null} before
 * @property {Group | null} after
 */

/**
 * Draws hits that are near the viewport, with the CSS Custom Highlight API: no node is touched.
 * Where a browser lacks it nothing is drawn, and hovering works all the same.
 */
export class Painter {
  #hits;
  #highlight;
  #observer;
  #name = NAME;
  /** @type {Map<Block, Group>} */
  #groupOf = new Map();
  /** @type {Map<Element, Group>} */
  #byElement = new Map();
  /** @type {Group | null} */
  #last = null;
  #groups = 0;
  /** @type {Map<Block, Hit[]>} */
  #painted = new Map();
  /** @type {Set<Block>} */
  #changed = new Set();
  /** Blocks of which not all is drawn. @type {Set<Block>} */
  #partly = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #scrolling;

  /** @param {Hits} hits @param {AbortSignal} signal */
  constructor(hits, signal) {
    this.#hits = hits;
    this.#highlight = typeof Highlight === 'function' && CSS.highlights ? new Highlight() : null;
    const options = { rootMargin: '100% 0px', scrollMargin: '100% 0px' };
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), options);
    addEventListener('scroll', () => this.#scrolled(), { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#scrolling);
      this.#unname();
    });
  }

  /** How marks look; `none` draws nothing, and hovering works all the same. @param {Settings['style']} style */
  setStyle(style) {
    this.#unname();
    this.#name = style === 'dotted' ? NAME : `${NAME}-${style}`;
    if (this.#highlight && style !== 'none') CSS.highlights.set(this.#name, this.#highlight);
  }

  #unname() {
    // Another life of the extension may have taken the name over.
    if (CSS.highlights?.get(this.#name) === this.#highlight) CSS.highlights?.delete(this.#name);
  }

  /** Takes note that a block's hits have changed. @param {Block} block */
  changed(block) {
    if (!this.#highlight) return;
    if (!this.#changed.size) queueMicrotask(() => this.#flush());
    this.#changed.add(block);
  }

  /** Draws blocks that are in view. @param {Iterable<Block>} blocks */
  showAtOnce(blocks) {
    this.#flush();
    for (const block of blocks) {
      const group = this.#groupOf.get(block);
      if (!group) continue;
      group.near = true;
      this.#paint(block);
    }
  }

  #flush() {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const block of changed) {
      if (this.#hits.of(block).length) {
        const group = this.#groupOf.get(block) ?? this.#join(block);
        this.#erase(block);
        if (isNear(group)) this.#paint(block);
      } else {
        this.#erase(block);
        this.#leave(block);
      }
    }
  }

  /** @param {Block} block @returns {Group} */
  #join(block) {
    const element = block instanceof Element ? block : block.host;
    let group = this.#byElement.get(element) ?? this.#last;
    if (!group || (group.element !== element && group.blocks.length >= group.size)) {
      const size = this.#groups < ALONE ? 1 : this.#groups < BY_FOURS ? 4 : 16;
      group = { element, blocks: [], size, near: false, before: this.#last, after: null };
      if (this.#last) this.#last.after = group;
      this.#last = group;
      this.#groups++;
      this.#byElement.set(element, group);
      this.#observer.observe(element);
    }
    group.blocks.push(block);
    this.#groupOf.set(block, group);
    return group;
  }

  /** @param {Block} block */
  #leave(block) {
    const group = this.#groupOf.get(block);
    if (!group) return;
    this.#groupOf.delete(block);
    group.blocks = group.blocks.filter((each) => each !== block);
    const [next] = group.blocks;
    this.#observer.unobserve(group.element);
    this.#byElement.delete(group.element);
    if (next) {
      this.#watch(group, next instanceof Element ? next : next.host);
      return;
    }
    this.#groups--;
    if (group.before) group.before.after = group.after;
    if (group.after) group.after.before = group.before;
    if (this.#last === group) this.#last = group.before;
  }

  /** @param {Group} group @param {Element} element */
  #watch(group, element) {
    group.element = element;
    this.#byElement.set(element, group);
    this.#observer.observe(element);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const group = this.#byElement.get(target);
      if (!group) continue;
      if (!isIntersecting && isBoxless(target, boundingClientRect) && target.parentElement) {
        this.#observer.unobserve(target);
        this.#byElement.delete(target);
        this.#watch(group, target.parentElement);
        continue;
      }
      if (group.near === isIntersecting) continue;
      group.near = isIntersecting;
      for (const each of group.size > 1 ? [group.before, group, group.after] : [group]) {
        if (each) this.#repaint(each);
      }
    }
  }

  /** @param {Group} group */
  #repaint(group) {
    const near = isNear(group);
    for (const block of group.blocks) {
      if (!near) this.#erase(block);
      else if (!this.#painted.has(block)) this.#paint(block);
    }
  }

  /** @param {Block} block */
  #paint(block) {
    const highlight = this.#highlight;
    if (!highlight) return;
    this.#erase(block);
    const all = this.#hits.of(block).filter((hit) => hit.shown);
    const near = all.length > TALL ? nearOnes(all) : all;
    const hits = near.slice(0, Math.max(0, MOST_RANGES - highlight.size));
    for (const { range } of hits) highlight.add(range);
    this.#painted.set(block, hits);
    if (hits.length < all.length) this.#partly.add(block);
  }

  /** @param {Block} block */
  #erase(block) {
    for (const { range } of this.#painted.get(block) ?? []) this.#highlight?.delete(range);
    this.#painted.delete(block);
    this.#partly.delete(block);
  }

  #scrolled() {
    if (!this.#partly.size) return;
    this.#scrolling ??= setTimeout(() => {
      this.#scrolling = undefined;
      const blocks = [...this.#partly];
      for (const block of blocks) this.#erase(block);
      for (const block of blocks) this.#paint(block);
    }, SCROLL_PAUSE);
  }
}

/** @param {Group} group */
function isNear({ near, size, before, after }) {
  return near || (size > 1 && (before?.near === true || after?.near === true));
}

/** Whether an element has no box of its own to be near anything. @param {Element} element @param {DOMRectReadOnly} rect */
function isBoxless(element, rect) {
  // One by one: thousands are asked, and nearly all of them have a height.
  if (rect.height || rect.width || rect.x || rect.y) return false;
  return getComputedStyle(element).display === 'contents';
}

/** Of many hits in one block, from the top down, those near the viewport. @param {Hit[]} hits */
function nearOnes(hits) {
  const from = firstBelow(hits, -innerHeight);
  return hits.slice(from, firstBelow(hits, 2 * innerHeight));
}

/** @param {Hit[]} hits @param {number} y in the viewport */
function firstBelow(hits, y) {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = rectsOf(hits[middle])[0]?.top;
    if (top === undefined || top < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
