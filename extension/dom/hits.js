/** @import { Block } from './scope.js' */
/** @import { Piece } from './runs.js' */

/**
 * A term found in the page's text.
 * @typedef {object} Hit
 * @property {string[]} ids
 * @property {string} surface
 * @property {Piece[]} pieces
 * @property {Block} block
 * @property {StaticRange} range
 */

/** @param {string[]} ids @param {string} surface @param {Piece[]} pieces @param {Block} block @returns {Hit} */
export function makeHit(ids, surface, pieces, block) {
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  const range = new StaticRange({
    startContainer: first.node,
    startOffset: first.start,
    endContainer: last.node,
    endOffset: last.end,
  });
  return { ids, surface, pieces, block, range };
}

/** Whether the page's text still is what was found there. @param {Hit} hit */
export function isCurrent(hit) {
  let text = '';
  for (const { node, start, end } of hit.pieces) {
    if (!node.isConnected) return false;
    text += node.data.slice(start, end);
  }
  return text === hit.surface;
}

/** Whether two hits are one occurrence. @param {Hit} a @param {Hit} b */
export function isSame(a, b) {
  return (
    a.pieces.length === b.pieces.length &&
    a.pieces.every(({ node, start, end }, at) => {
      const other = b.pieces[at];
      return node === other.node && start === other.start && end === other.end;
    }) &&
    a.surface === b.surface &&
    a.ids.join(' ') === b.ids.join(' ')
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

/** All hits of a page, by block and by text node. */
export class Hits {
  /** @type {Map<Block, Hit[]>} */
  #byBlock = new Map();
  /** @type {WeakMap<Text, Hit[]>} */
  #byText = new WeakMap();

  /** @param {Block} block */
  of(block) {
    return this.#byBlock.get(block) ?? [];
  }

  /** @param {Text} text */
  at(text) {
    return this.#byText.get(text) ?? [];
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
    for (const { pieces } of this.of(block)) {
      for (const { node } of pieces) this.#byText.delete(node);
    }
    if (hits.length) this.#byBlock.set(block, hits);
    else this.#byBlock.delete(block);
    for (const hit of hits) {
      for (const { node } of hit.pieces) {
        const held = this.#byText.get(node);
        if (held) held.push(hit);
        else this.#byText.set(node, [hit]);
      }
    }
  }
}
