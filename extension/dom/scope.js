/** @import { ScopeRules } from '../core/types.js' */

/** @typedef {Element | ShadowRoot} Block what a run cannot cross: the unit of scanning and marking */

/** Which text of a live page is eligible, by the shared rules (rules.scope). */
export class Scope {
  #transparent;
  #excluded;
  #leftOut;

  /** @param {ScopeRules} rules */
  constructor(rules) {
    this.#transparent = new Set(rules.transparent);
    this.#excluded = new Set(rules.excluded);
    this.#leftOut = rules;
  }

  /** Whether an element's text, with all that is in it, is left out. @param {Element} element */
  excludes(element) {
    if (this.#excluded.has(element.localName)) return true;
    const { classes, attributes } = this.#leftOut;
    // Most elements have no attribute at all: asked once, not once a rule.
    if (!element.hasAttributes()) return false;
    if (classes.some((name) => element.classList.contains(name))) return true;
    return Object.entries(attributes).some(([name, values]) => {
      const value = element.getAttribute(name);
      return value !== null && values.includes(value.trim().toLowerCase());
    });
  }

  /** Whether a run goes on through an element's tags. @param {Element} element */
  isTransparent(element) {
    return this.#transparent.has(element.localName) && !this.excludes(element);
  }

  /**
   * The block that a node's text belongs to; null where it is not eligible.
   * @param {Node} node
   * @returns {Block | null}
   */
  blockOf(node) {
    /** @type {Node | null} */
    let at = node.nodeType === Node.TEXT_NODE ? node.parentNode : node;
    while (at instanceof Element && at.localName !== 'body' && this.isTransparent(at)) {
      at = at.parentNode;
    }
    return (at instanceof Element || at instanceof ShadowRoot) && this.#isInside(at) ? at : null;
  }

  /** Whether nothing around a block, itself included, is left out. @param {Block} block */
  #isInside(block) {
    /** @type {Node | null} */
    let at = block;
    while (at) {
      if (at instanceof ShadowRoot) {
        at = at.host;
        continue;
      }
      if (!(at instanceof Element)) return false;
      if (this.excludes(at)) return false;
      if (at === document.body) return !this.excludes(document.documentElement);
      at = at.parentNode;
    }
    return false;
  }

  /**
   * The blocks in a subtree, its top included, and the open shadow roots met on the way.
   * @param {Block} top eligible
   * @param {(root: ShadowRoot) => void} onShadowRoot
   * @returns {Generator<Block>}
   */
  *blocksIn(top, onShadowRoot) {
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT, (node) =>
      this.excludes(/** @type {Element} */ (node))
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    /** @type {Node | null} */
    let node = top;
    while (node) {
      if (node instanceof Element) {
        if (node.shadowRoot) onShadowRoot(node.shadowRoot);
        if (node === document.body || !this.#transparent.has(node.localName)) yield node;
      } else if (node instanceof ShadowRoot) {
        yield node;
      }
      node = walker.nextNode();
    }
  }
}
