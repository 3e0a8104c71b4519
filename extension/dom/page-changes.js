/** Tells, once a frame at most, that the page has changed around what is shown on it. */
export class PageChanges {
  #observer = new MutationObserver(() => this.#soon());
  #act;
  #frame = 0;

  /** @param {() => void} act */
  constructor(act) {
    this.#act = act;
  }

  /** @param {Node} node on which it stands, in a shadow tree perhaps */
  watch(node) {
    this.stop();
    for (const root of new Set([document, node.getRootNode()])) {
      this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
    }
  }

  stop() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#act();
    });
  }
}
