import { kindOf, shadowRootOf } from './reads.js';

/** After so long a page is looked through again for roots attached meanwhile; in milliseconds. */
const LATER = 1500;

/** What pages are full of and cannot have a root. Each more of them costs a look at every element. */
const ROOTLESS = 'a,b,br,code,em,img,li,path,script,strong,td,tr';

/** What hardly ever gets one after the page is there: a second look at all of them is not worth its time. */
const SELDOM = 'p';

/** Elements looked at in one step of work. */
const AT_A_TIME = 200;

/** The open shadow roots of a page. No event tells of a new one: they have to be looked for. */
export class Roots {
  /** @type {Set<ShadowRoot>} */
  #known = new Set();
  /** Custom elements that are not defined as yet: the likeliest to get one. @type {Set<Element>} */
  #awaited = new Set();
  #isLate = false;
  #onRoot;

  /**
   * @param {(root: ShadowRoot) => void} onRoot called once for each
   * @param {() => void} onLook called when it is time to look through the page again
   * @param {AbortSignal} signal
   */
  constructor(onRoot, onLook, signal) {
    this.#onRoot = onRoot;
    const timer = setTimeout(() => {
      this.#isLate = true;
      onLook();
    }, LATER);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** Those that are still on the page. @returns {ShadowRoot[]} */
  all() {
    for (const root of this.#known) if (!root.isConnected) this.#known.delete(root);
    return [...this.#known];
  }

  /**
   * Looks for roots in a subtree, its top included.
   * @param {Element | ShadowRoot} top
   */
  *find(top) {
    if (kindOf(top) === Node.ELEMENT_NODE) this.check(/** @type {Element} */ (top));
    if (!top.firstElementChild) return;
    this.expect(top);
    const none = this.#isLate && top === document.documentElement ? `${ROOTLESS},${SELDOM}` : ROOTLESS;
    const elements = top.querySelectorAll(`:not(${none})`);
    for (let at = 0; at < elements.length; at++) {
      this.check(elements[at]);
      if (at % AT_A_TIME === 0) yield;
    }
  }

  /** Takes note of elements that are likely to get a root. @param {Element | ShadowRoot} top */
  expect(top) {
    for (const element of top.querySelectorAll(':not(:defined)')) this.#awaited.add(element);
  }

  /** Looks again at those elements that are likely to have got a root. */
  checkAwaited() {
    for (const element of this.#awaited) {
      if (!element.isConnected) this.#awaited.delete(element);
      else this.check(element);
    }
  }

  /** Takes note of the root that an element may have. @param {Element} element */
  check(element) {
    const root = shadowRootOf(element);
    if (!root || this.#known.has(root)) return;
    this.#known.add(root);
    this.#awaited.delete(element);
    this.#onRoot(root);
  }
}
