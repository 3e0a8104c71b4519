/** After so long a page is looked through again for roots attached meanwhile; in milliseconds. */
const LOOKS = [1000, 5000];

/** Elements looked at in one step of work. */
const AT_A_TIME = 200;

/** The open shadow roots of a page. No event tells of a new one: they have to be looked for. */
export class Roots {
  /** @type {Set<ShadowRoot>} */
  #known = new Set();
  /** Custom elements that are not defined as yet: the likeliest to get one. @type {Set<Element>} */
  #awaited = new Set();
  #onRoot;

  /**
   * @param {(root: ShadowRoot) => void} onRoot called once for each
   * @param {() => void} onLook called when it is time to look through the page again
   * @param {AbortSignal} signal
   */
  constructor(onRoot, onLook, signal) {
    this.#onRoot = onRoot;
    const timers = LOOKS.map((delay) => setTimeout(onLook, delay));
    signal.addEventListener('abort', () => timers.forEach(clearTimeout));
  }

  /** Those that are still on the page. @returns {ShadowRoot[]} */
  all() {
    for (const root of this.#known) if (!root.isConnected) this.#known.delete(root);
    return [...this.#known];
  }

  /**
   * Looks for roots in a subtree, its top included: of custom elements, which nearly all have that
   * have one, or of all elements.
   * @param {Element | ShadowRoot} top
   * @param {boolean} [all]
   */
  *find(top, all = false) {
    if (top instanceof Element) this.check(top);
    for (const element of top.querySelectorAll(':not(:defined)')) this.#awaited.add(element);
    const elements = all || top instanceof ShadowRoot ? top.querySelectorAll('*') : customIn(top);
    for (let at = 0; at < elements.length; at++) {
      this.check(elements[at]);
      if (at % AT_A_TIME === 0) yield;
    }
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
    const root = element.shadowRoot;
    if (!root || this.#known.has(root)) return;
    this.#known.add(root);
    this.#awaited.delete(element);
    this.#onRoot(root);
  }
}

/** @param {Element} top @returns {ArrayLike<Element>} */
function customIn(top) {
  const found = document.evaluate(
    './/*[contains(local-name(), "-")]',
    top,
    null,
    XPathResult.ORDERED_NODE_SNAPSHOT_TYPE,
  );
  const { snapshotLength: length } = found;
  return Array.from({ length }, (_, at) => /** @type {Element} */ (found.snapshotItem(at)));
}
