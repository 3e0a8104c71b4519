/** @import { Finder } from './finder.js' */
/** @import { Hit } from './hits.js' */
/** @import { Run } from './runs.js' */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Terms in the text of drawings, where no mark can be drawn. They are looked for when one points
 * at them, and belong to no one else: not to the page's terms, nor to its topic.
 */
export class Unmarkable {
  #finder;
  /** @type {WeakMap<Element, {text: string, hits: Hit[]}>} */
  #known = new WeakMap();

  /** @param {Finder} finder */
  constructor(finder) {
    this.#finder = finder;
  }

  /** @param {Text} text @returns {Hit[]} */
  at(text) {
    const parent = text.parentElement;
    if (parent?.namespaceURI !== SVG) return [];
    const block = parent.closest('text') ?? parent;
    const content = block.textContent ?? '';
    let known = this.#known.get(block);
    if (known?.text !== content) {
      known = { text: content, hits: this.#hitsIn(block, content) };
      this.#known.set(block, known);
    }
    return known.hits.filter((hit) => hit.pieces.some(({ node }) => node === text));
  }

  /** @param {Element} block @param {string} text */
  #hitsIn(block, text) {
    /** @type {Run} */
    const run = { block, text, nodes: [], starts: [] };
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let length = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      run.nodes.push(/** @type {Text} */ (node));
      run.starts.push(length);
      length += /** @type {Text} */ (node).data.length;
    }
    return this.#finder.findApart(run);
  }
}
