/** @import { Settings } from '../core/settings.js' */
/** @import { Hit } from './hits.js' */

const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/** Which hits are marked: those of terms that the reader does not know, as densely as he wants. */
export class Choice {
  #density;
  #unmarked;

  /** @param {Settings['density']} density @param {readonly string[]} unmarked ids */
  constructor(density, unmarked) {
    this.#density = density;
    this.#unmarked = new Set(unmarked);
  }

  /** Whether a hit's place on the page decides, so that all have to be known first. */
  get needsOrder() {
    return this.#density === 'page' || this.#density === 'section';
  }

  /** Whether any of a hit's senses is one that is marked. @param {Hit} hit */
  isWanted({ ids }) {
    return !this.#unmarked.size || !ids.every((id) => this.#unmarked.has(id));
  }

  /** Chooses a hit by itself. @param {Hit} hit */
  choose(hit) {
    hit.shown = !this.needsOrder && this.isWanted(hit) && (this.#density === 'all' || hit.leads);
  }

  /**
   * Chooses the first of each term, on the page or between two headings.
   * @param {readonly Hit[]} hits all of the page, in order
   * @returns {Hit[]} those for which it came out otherwise than before
   */
  chooseFirst(hits) {
    const headings = this.#density === 'section' ? [...document.querySelectorAll(HEADINGS)] : [];
    /** @type {Set<string>} */
    let seen = new Set();
    let next = 0;
    return hits.filter((hit) => {
      while (next < headings.length && begins(headings[next], hit.node)) {
        seen = new Set();
        next++;
      }
      const shown = this.isWanted(hit) && !seen.has(hit.ids[0]);
      if (shown) seen.add(hit.ids[0]);
      if (hit.shown === shown) return false;
      hit.shown = shown;
      return true;
    });
  }
}

/** Whether a heading begins before a node. @param {Element} heading @param {Node} node */
function begins(heading, node) {
  return (heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
