import { isBare, kindOf, localNameOf, parentOf } from './reads.js';

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
  /** Whether the document has any such element; null: not known. @type {boolean | null} */
  #hasSuspects = null;

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

  /** To be called when the page has changed. */
  changed() {
    this.#hasSuspects = null;
  }

  /**
   * Whether the attributes of elements are to be looked at: where a whole page is read, one question to
   * the document takes the place of one to each element.
   * @param {Node} top of what is to be read
   */
  looksIn(top) {
    if (top !== document.body) return true;
    return (this.#hasSuspects ??= document.querySelector(this.#suspect) !== null);
  }

  /**
   * Whether an element's text, with all that is in it, is left out.
   * @param {Element} element @param {string} name @param {boolean} looks at its attributes
   */
  #excludes(element, name, looks) {
    if (this.#excluded.has(name)) return true;
    if (!looks) return false;
    if (isBare(element) || !element.matches(this.#suspect)) return false;
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
    if (!node) return null;
    if (kindOf(node) === Node.ELEMENT_NODE) return this.blockAround(/** @type {Element} */ (node));
    return this.#blocks.get(node) ?? this.#climb(node);
  }

  /**
   * `blockOf`, of what holds a text.
   * @param {ParentNode & Node} node an element or a shadow root
   * @param {boolean} [looks] as `looksIn` says of it
   * @returns {Block | null}
   */
  blockAround(node, looks = true) {
    const known = this.#blocks.get(node);
    if (known !== undefined) return known;
    const parent = parentOf(node);
    const around = parent ? this.#blocks.get(parent) : undefined;
    if (around === undefined) return this.#climb(node, looks);
    const name = localNameOf(/** @type {Element} */ (node));
    if (name === 'body') return this.#climb(node, looks);
    // Nearly always: what is around an element was asked for before.
    const block = around && this.blockIn(/** @type {Element} */ (node), name, around, looks);
    this.#blocks.set(node, block);
    return block;
  }

  /**
   * The block of an element's text, as `blockOf` says of it.
   * @param {Element} element in the page's body, not that itself
   * @param {string} name its local one
   * @param {Block} around the block that it stands in
   * @param {boolean} looks as `looksIn` says
   * @returns {Block | null}
   */
  blockIn(element, name, around, looks) {
    if (this.#excludes(element, name, looks)) return null;
    return this.#transparent.has(name) ? around : element;
  }

  /** `blockOf`, from the nearest node around that is known. @param {Node} node @param {boolean} [looks] */
  #climb(node, looks = true) {
    /** @type {Element[]} */
    const inner = [];
    /** @type {Block | null} */
    let block = null;
    for (let at = /** @type {Node | null} */ (node); at; at = parentOf(at)) {
      const known = this.#blocks.get(at);
      if (known !== undefined) {
        block = known;
        break;
      }
      if (kindOf(at) !== Node.ELEMENT_NODE) {
        if (!(at instanceof ShadowRoot)) continue;
        block = this.blockOf(at.host) && at;
        this.#blocks.set(at, block);
        break;
      }
      if (at === document.body) {
        const out = [document.body, document.documentElement].some((each) =>
          this.#excludes(each, each.localName, looks),
        );
        block = out || document.designMode === 'on' ? null : document.body;
        this.#blocks.set(at, block);
        break;
      }
      inner.push(/** @type {Element} */ (at));
    }
    for (let index = inner.length - 1; index >= 0; index--) {
      const element = inner[index];
      block = block && this.blockIn(element, localNameOf(element), block, looks);
      this.#blocks.set(element, block);
    }
    return block;
  }
}
