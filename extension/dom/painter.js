import { firstAt } from '../core/first-at.js';
import { isBoxless, nearOnes } from './nearness.js';
import { kindOf } from './reads.js';
import { atOnce } from './slices.js';

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
 * Watching where thousands of elements are takes time and memory. The first so many blocks are watched
 * one by one; of others that come in bulk the first of each dozen, and from farther off: when it comes
 * near, its dozen is watched one by one.
 */
const ALONE = 200;
const DOZEN = 12;
const BULK = 50;
/** Firefox goes through all ranges to take one out: from so many on, those that stay are drawn anew instead. */
const MANY = 50;

/**
 * Blocks that are watched as one: those of one element, or a dozen that follow one another.
 * @typedef {object} Group
 * @property {Element} element that is watched
 * @property {Block[]} blocks
 * @property {boolean} many a dozen: nothing of it is drawn
 * @property {boolean} near
 * @property {Group | null} before of dozens, the one that came before it
 * @property {Group | null} after
 */

/**
 * Draws hits that are near the viewport, with the CSS Custom Highlight API: no node is touched.
 * Where a browser lacks it nothing is drawn, and hovering works all the same.
 */
export class Painter {
  #hits;
  #highlight;
  #watcher;
  #farWatcher;
  #name = NAME;
  /** @type {Map<Block, Group>} */
  #groupOf = new Map();
  /** @type {Map<Element, Group>} */
  #byElement = new Map();
  /** The last dozen, and whether it is still filled. @type {Group | null} */
  #last = null;
  #fills = false;
  #alone = 0;
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
    this.#watcher = this.#watchWithin('100% 0px');
    this.#farWatcher = this.#watchWithin('400% 0px');
    addEventListener('scroll', () => this.#scrolled(), { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => {
      this.#watcher.disconnect();
      this.#farWatcher.disconnect();
      clearTimeout(this.#scrolling);
      this.#unname();
    });
  }

  /** @param {string} margin about the viewport, and about whatever else scrolls */
  #watchWithin(margin) {
    const options = { rootMargin: margin, scrollMargin: margin };
    return new IntersectionObserver((entries) => atOnce(() => this.#moved(entries), 'drawing'), options);
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
    if (!this.#changed.size) queueMicrotask(() => atOnce(() => this.#flush()));
    this.#changed.add(block);
  }

  /** Draws blocks that are in view. @param {Iterable<Block>} blocks */
  showAtOnce(blocks) {
    this.#flush();
    for (const block of blocks) {
      this.#part(this.#groupOf.get(block));
      const group = this.#groupOf.get(block);
      if (!group) continue;
      group.near = true;
      if (!this.#painted.has(block)) this.#paint(block);
    }
  }

  #flush() {
    const changed = [...this.#changed];
    this.#changed.clear();
    // Only what is read in one go follows one another on the page.
    this.#fills = false;
    const bulk = changed.length >= BULK;
    this.#erase(changed);
    for (const block of changed) {
      const group = this.#groupOf.get(block);
      const isNone = !this.#hits.of(block).length;
      if (group && isNone) this.#leave(block, group);
      else if (group?.near) this.#paint(block);
      else if (!group && !isNone && this.#join(block, bulk).near) this.#paint(block);
    }
  }

  /** @param {Block} block @param {boolean} bulk it is one of many @returns {Group} */
  #join(block, bulk) {
    let group = bulk && this.#fills ? this.#last : null;
    if (!group || group.blocks.length >= DOZEN) {
      const element = elementOf(block);
      const isFirst = bulk && this.#alone >= ALONE;
      group = this.#byElement.get(element) ?? (isFirst ? this.#beginDozen(element) : this.#begin(element, false));
    }
    group.blocks.push(block);
    this.#groupOf.set(block, group);
    return group;
  }

  /** @param {Element} element @param {boolean} many @returns {Group} */
  #begin(element, many) {
    /** @type {Group} */
    const group = { element, blocks: [], many, near: false, before: null, after: null };
    if (!many) this.#alone++;
    this.#watch(group, element);
    return group;
  }

  /** @param {Element} element @returns {Group} */
  #beginDozen(element) {
    const group = this.#begin(element, true);
    group.before = this.#last;
    if (this.#last) this.#last.after = group;
    this.#last = group;
    this.#fills = true;
    return group;
  }

  /** @param {Group} group @param {Element} element */
  #watch(group, element) {
    group.element = element;
    this.#byElement.set(element, group);
    (group.many ? this.#farWatcher : this.#watcher).observe(element);
  }

  /** @param {Group} group */
  #unwatch({ element, many }) {
    (many ? this.#farWatcher : this.#watcher).unobserve(element);
    this.#byElement.delete(element);
  }

  /** @param {Block} block @param {Group} group its */
  #leave(block, group) {
    this.#groupOf.delete(block);
    group.blocks = group.blocks.filter((each) => each !== block);
    this.#unwatch(group);
    const [next] = group.blocks;
    if (next) this.#watch(group, elementOf(next));
    else this.#end(group);
  }

  /** @param {Group} group */
  #end(group) {
    if (!group.many) this.#alone--;
    if (group.before) group.before.after = group.after;
    if (group.after) group.after.before = group.before;
    if (this.#last !== group) return;
    this.#last = group.before;
    this.#fills = false;
  }

  /** Watches each of a dozen by itself. @param {Group | null | undefined} group */
  #part(group) {
    if (!group?.many) return;
    this.#unwatch(group);
    this.#end(group);
    for (const block of group.blocks) this.#join(block, false);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    /** @type {Group[]} */
    const changed = [];
    for (const entry of entries) {
      const { target, isIntersecting } = entry;
      const group = this.#byElement.get(target);
      if (!group) continue;
      if (!isIntersecting && isBoxless(entry) && target.parentElement) {
        this.#unwatch(group);
        this.#watch(group, target.parentElement);
      } else if (group.many) {
        // The first of a dozen may be above what is near, and the first of the next below it.
        if (isIntersecting) for (const each of [group.before, group.after, group]) this.#part(each);
      } else if (group.near !== isIntersecting) {
        group.near = isIntersecting;
        changed.push(group);
      }
    }
    this.#erase(changed.filter(({ near }) => !near).flatMap(({ blocks }) => blocks));
    for (const { near, blocks } of changed) {
      if (near) for (const block of blocks) if (!this.#painted.has(block)) this.#paint(block);
    }
  }

  /** @param {Block} block of which nothing is drawn */
  #paint(block) {
    const highlight = this.#highlight;
    if (!highlight) return;
    const all = this.#hits.of(block).filter((hit) => hit.shown);
    const near = all.length > TALL ? nearOnes(all) : all;
    const hits = near.slice(0, Math.max(0, MOST_RANGES - highlight.size));
    for (const { range } of hits) highlight.add(range);
    this.#painted.set(block, hits);
    if (hits.length < all.length) this.#partly.add(block);
  }

  /** @param {Iterable<Block>} blocks */
  #erase(blocks) {
    const highlight = this.#highlight;
    if (!highlight) return;
    /** @type {Hit[]} */
    const gone = [];
    for (const block of blocks) {
      const painted = this.#painted.get(block);
      if (!painted) continue;
      for (const hit of painted) gone.push(hit);
      this.#painted.delete(block);
      this.#partly.delete(block);
    }
    if (gone.length < MANY) {
      for (const { range } of gone) highlight.delete(range);
      return;
    }
    highlight.clear();
    for (const painted of this.#painted.values()) for (const { range } of painted) highlight.add(range);
  }

  /** One may have jumped into the midst of a dozen, far from its first and from that of the next. */
  #partInView() {
    /** @type {Group[]} */
    const dozens = [];
    for (let each = this.#last; each; each = each.before) dozens.push(each);
    dozens.reverse();
    const above = dozens[firstAt(dozens.length, (at) => dozens[at].element.getBoundingClientRect().top >= innerHeight) - 1];
    const end = above && elementOf(above.blocks[above.blocks.length - 1]);
    if (end && end.getBoundingClientRect().bottom > 0) this.#part(above);
  }

  #scrolled() {
    if (!this.#partly.size && !this.#last) return;
    this.#scrolling ??= setTimeout(() => {
      this.#scrolling = undefined;
      this.#partInView();
      const blocks = [...this.#partly];
      this.#erase(blocks);
      for (const block of blocks) this.#paint(block);
    }, SCROLL_PAUSE);
  }
}

/** What is watched of a block. @param {Block} block */
function elementOf(block) {
  return kindOf(block) === Node.ELEMENT_NODE ? /** @type {Element} */ (block) : /** @type {ShadowRoot} */ (block).host;
}
