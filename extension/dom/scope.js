/** @import { ScopeRules } from '../core/types.js' */

/** @typedef {Element | ShadowRoot} Block what a run cannot cross: the unit of scanning and marking */

/**
 * Which text of a live page is eligible, by the shared rules (rules.scope) and the user's switches.
 * Each question to a node costs Firefox half a microsecond, and a page has a hundred thousand: what
 * is known of elements is kept until `forget`, which whoever lets the page work has to call.
 */
export class Scope {
  #transparent;
  #excluded;
  #rules;
  /** What the attributes of an element that may be left out look like. */
  #suspect;
  /** @type {Map<Node, Block | null>} */
  #blocks = new Map();

  /** @param {ScopeRules} rules @param {{links?: boolean, headings?: boolean}} [switches] */
  constructor(rules, { links = false, headings = true } = {}) {
    const { switchable, classes, attributes } = rules;
    this.#transparent = new Set([...rules.transparent, ...(links ? switchable.links : [])]);
    this.#excluded = new Set([...rules.excluded, ...(headings ? [] : switchable.headings)]);
    if (links) for (const name of switchable.links) this.#excluded.delete(name);
    this.#rules = rules;
    const names = Object.keys(attributes).map((name) => `[${name}]`);
    this.#suspect = [...classes.map((name) => `.${CSS.escape(name)}`), ...names].join();
  }

  /** To be called when the page may have changed. */
  forget() {
    this.#blocks.clear();
  }

  /** Whether an element's text, with all that is in it, is left out. @param {Element} element @param {string} name */
  #excludes(element, name) {
    if (this.#excluded.has(name)) return true;
    if (!element.hasAttributes() || !element.matches(this.#suspect)) return false;
    const { classes, attributes } = this.#rules;
    if (classes.some((each) => element.classList.contains(each))) return true;
    return Object.entries(attributes).some(([each, values]) => {
      const value = element.getAttribute(each);
      return value !== null && values.includes(value.trim().toLowerCase());
    });
  }

  /**
   * The block that a node's text belongs to, which is an element's own where it is one; null where
   * it is not eligible.
   * @param {Node | null} node
   * @returns {Block | null}
   */
  blockOf(node) {
    /** @type {Element[]} */
    const inner = [];
    /** @type {string[]} */
    const names = [];
    /** @type {Block | null} */
    let block = null;
    for (let at = node; at; at = at.parentNode) {
      const known = this.#blocks.get(at);
      if (known !== undefined) {
        block = known;
        break;
      }
      const name = /** @type {Element} */ (at).localName;
      if (name === undefined) {
        if (!(at instanceof ShadowRoot)) continue;
        block = this.blockOf(at.host) && at;
        this.#blocks.set(at, block);
        break;
      }
      if (name === 'body' && at === document.body) {
        const out = [document.body, document.documentElement].some((each) =>
          this.#excludes(each, each.localName),
        );
        block = out || document.designMode === 'on' ? null : document.body;
        this.#blocks.set(at, block);
        break;
      }
      inner.push(/** @type {Element} */ (at));
      names.push(name);
    }
    for (let index = inner.length - 1; index >= 0; index--) {
      const element = inner[index];
      if (block && this.#excludes(element, names[index])) block = null;
      else if (block && !this.#transparent.has(names[index])) block = element;
      this.#blocks.set(element, block);
    }
    return block;
  }
}
