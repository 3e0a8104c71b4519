import { later } from './later-link.js';
import { selectionTarget } from './selection-target.js';
import { ask } from './worker-link.js';

/** @import { Explainer } from './explainer.js' */
/** @import { Selected } from './selection-target.js' */

/** A selection that has not changed for so long is one; in milliseconds. */
const SETTLED = 60;
/** So long after a tap, and so near it, another makes a double tap; in milliseconds and pixels. */
const DOUBLE = 350;
const NEAR = 24;

/** Explains what the reader selects: offers it, or does it at once where it was asked for. */
export class Selection {
  #explainer;
  #looked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;
  #pressed = false;
  /** @type {PointerEvent | null} */
  #tapped = null;
  /** Whether to offer it: the reader may want no button. */
  offers = true;

  /** @param {Explainer} explainer @param {AbortSignal} signal */
  constructor(explainer, signal) {
    this.#explainer = explainer;
    const options = { capture: true, passive: true, signal };
    document.addEventListener('selectionchange', () => this.#soon(), options);
    addEventListener('pointerdown', () => (this.#pressed = true), options);
    addEventListener('pointerup', (event) => this.#released(event), options);
    addEventListener('pointercancel', () => (this.#pressed = false), options);
    signal.addEventListener('abort', () => clearTimeout(this.#settling));
  }

  /** @param {PointerEvent} event */
  #released(event) {
    this.#pressed = false;
    if (this.#explainer.open?.holds(event)) return;
    this.#soon();
    if (event.pointerType !== 'touch') return;
    const before = this.#tapped;
    this.#tapped = event;
    if (!before || event.timeStamp - before.timeStamp > DOUBLE) return;
    if (Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > NEAR) return;
    this.#tapped = null;
    this.#explainTermAt(event.clientX, event.clientY);
  }

  /** After the reader has finished selecting. */
  #soon() {
    clearTimeout(this.#settling);
    const looked = ++this.#looked;
    this.#settling = setTimeout(() => {
      if (!this.#pressed && this.offers) this.#offer(looked);
    }, SETTLED);
  }

  /** @param {number} looked */
  async #offer(looked) {
    const selected = selectionTarget();
    if (!selected || this.#explainer.open?.isFixed) return;
    const { text, target } = selected;
    await this.#explainer.guard(async () => {
      const { cards, server } = await ask('lookup', { text, language: target.language, quiet: true });
      if (!cards.length && !server) return;
      await this.#explainer.use((tooltip) => {
        // Something else may have been selected, or explained, while this was under way.
        if (looked !== this.#looked || tooltip.isFixed || selectionTarget()?.text !== text) return;
        tooltip.offer(target, { ...selected.end, pinned: true }, () => this.#lookUp(selected));
      });
    });
  }

  /** A double tap. @param {number} x @param {number} y */
  #explainTermAt(x, y) {
    return this.#explainer.guard(async () => (await later()).explainTermAt(this.#explainer, x, y));
  }

  /**
   * Explains a text at once: what the context menu and the command ask for.
   * @param {string} [text] where the browser knows it, else what is selected
   * @param {boolean} [focus]
   */
  define(text, focus = false) {
    clearTimeout(this.#settling);
    this.#looked++;
    return this.#explainer.use(async (tooltip) => (await later()).define(tooltip, text, focus));
  }

  /** @param {Selected} selected */
  #lookUp(selected) {
    return this.#explainer.use(async (tooltip) => (await later()).lookUp(tooltip, selected, true));
  }
}
