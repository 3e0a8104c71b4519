import { later } from './later-link.js';
import { OrphanedError, isOrphaned } from './worker-link.js';

/** @import { How, Tooltip } from './tooltip.js' */
/** @import { Target } from './hit-test.js' */

/**
 * Explains terms with a tooltip, which a page gets only when somebody wants to know something.
 */
export class Explainer {
  #signal;
  #onOrphan;
  /** @type {Tooltip | null} */
  #tooltip = null;
  /** @type {Promise<Tooltip> | undefined} */
  #loading;
  /** Changes with each wish: one that is not the last need not be met. */
  #wanted = 0;
  /** Called when the reader dismisses a target. @type {(target: Target) => void} */
  onDismiss = () => {};

  /**
   * @param {AbortSignal} signal
   * @param {() => void} onOrphan called when the extension is found gone
   */
  constructor(signal, onOrphan) {
    this.#signal = signal;
    this.#onOrphan = onOrphan;
  }

  /** The tooltip, once there has been one. */
  get open() {
    return this.#tooltip?.isOpen ? this.#tooltip : null;
  }

  /** Whether the focus is just coming back from the tooltip. */
  get isReturning() {
    return this.#tooltip?.returning ?? false;
  }

  /** Brings the tooltip in. */
  load() {
    this.#loading ??= later().then(({ Tooltip }) => {
      const tooltip = new Tooltip(this.#signal, (target) => this.onDismiss(target));
      this.#tooltip = tooltip;
      return tooltip;
    });
    this.#loading.catch(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Forgets what was asked for and has not been shown. */
  cancel() {
    this.#wanted++;
    this.#tooltip?.cancel();
  }

  /** @param {Target} target @param {How} how */
  explain(target, how) {
    const wanted = ++this.#wanted;
    return this.use((tooltip) => wanted === this.#wanted && tooltip.explain(target, how));
  }

  /**
   * Does something with the tooltip, unless meanwhile all this has ended.
   * @param {(tooltip: Tooltip) => unknown} work
   */
  use(work) {
    return this.guard(async () => {
      const tooltip = await this.load();
      if (!this.#signal.aborted) await work(tooltip);
    });
  }

  /**
   * Does what takes an answer of the extension, which may have been updated or removed under us:
   * then nobody is there to answer any more, and all this ends.
   * @param {() => Promise<unknown>} work
   */
  async guard(work) {
    try {
      await work();
    } catch (error) {
      if (error instanceof OrphanedError || isOrphaned()) this.#onOrphan();
      else throw error;
    }
  }
}
