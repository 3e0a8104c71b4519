/** @import { Target } from './hit-test.js' */

const NAME = 'glosslight-current';

/** Draws the term that is being explained, over its mark; no node is touched. */
export class CurrentTerm {
  #highlight = typeof Highlight === 'function' && CSS.highlights ? new Highlight() : null;

  constructor() {
    if (this.#highlight) this.#highlight.priority = 1;
  }

  /** @param {Target} target */
  draw({ ranges }) {
    const highlight = this.#highlight;
    if (!highlight) return;
    highlight.clear();
    for (const range of ranges()) highlight.add(range);
    CSS.highlights.set(NAME, highlight);
  }

  clear() {
    this.#highlight?.clear();
    // Another life of the extension may have taken the name over.
    if (CSS.highlights?.get(NAME) === this.#highlight) CSS.highlights?.delete(NAME);
  }
}
