import { extend } from './runs.js';

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
  #onFound;
  /** @type {WeakMap<Element, {text: string, hits: Hit[]}>} */
  #known = new WeakMap();

  /** @param {Finder} finder @param {() => void} onFound called when more is known than before */
  constructor(finder, onFound) {
    this.#finder = finder;
    this.#onFound = onFound;
  }

  /** What is known by now. @param {Text} text @returns {Hit[]} */
  at(text) {
    const parent = text.parentElement;
    if (parent?.namespaceURI !== SVG) return [];
    const block = parent.closest('text') ?? parent;
    const content = block.textContent ?? '';
    const known = this.#known.get(block);
    if (known?.text !== content) void this.#look(block, content);
    return (known?.hits ?? []).filter((hit) => hit.pieces.some(({ node }) => node === text));
  }

  /** @param {Element} block @param {string} text */
  async #look(block, text) {
    this.#known.set(block, { text, hits: [] });
    const hits = await this.#finder.findApart(runOf(block)).catch(() => null);
    if (hits) this.#known.set(block, { text, hits });
    else this.#known.delete(block);
    if (hits?.length) this.#onFound();
  }
}

/** All of an element's text. @param {Element} block it has some @returns {Run} */
function runOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const first = /** @type {Text} */ (walker.nextNode());
  /** @type {Run} */
  const run = { block, text: first.data, holder: first, parts: null };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) extend(run, /** @type {Text} */ (node));
  return run;
}
