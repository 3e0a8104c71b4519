import { targetAt } from './hit-test.js';

/** @import { Hits } from './hits.js' */
/** @import { Target } from './hit-test.js' */
/** @import { Explainer } from './explainer.js' */

/** Resting on a term so long means that one wants to know; in milliseconds. */
const INTENT = 150;
/** So long the pointer may be away, on its way into the tooltip. */
const GRACE = 300;
/** A finger that stays longer, or goes farther, does not tap; in milliseconds and pixels. */
const TAP_TIME = 500;
const TAP_WAY = 10;
/** So long a tap waits for what it was meant for to be known; in milliseconds. */
const PATIENCE = 1000;
/** What answers to a press by itself. */
const PRESSED = 'a[href], button, summary, label, input, select, textarea, [role=button], [role=link], [role=tab], [role=menuitem]';

/** Opens the tooltip where the pointer rests on a term, or taps one, and lets it go again. */
export class Hover {
  #hits;
  #explainer;
  #x = -1;
  #y = -1;
  #pressed = false;
  #frame = 0;
  /** @type {PointerEvent | null} */
  #touch = null;
  /** The last, where nothing was known to explain. @type {PointerEvent | null} */
  #tap = null;
  /** What was open when the finger came down, and goes with that. @type {object | null} */
  #openAtTouch = null;
  /** @type {Target | null} */
  #intended = null;
  /** What was dismissed stays so until the pointer has left it. @type {object | null} */
  #dismissed = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #opening;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #closing;

  /**
   * @param {Hits} hits
   * @param {Explainer} explainer
   * @param {AbortSignal} signal
   */
  constructor(hits, explainer, signal) {
    this.#hits = hits;
    this.#explainer = explainer;
    explainer.onDismiss = ({ key }) => {
      this.#dismissed = key;
      this.#stop();
    };
    const options = { capture: true, passive: true, signal };
    addEventListener('pointermove', (event) => this.#moved(event), options);
    addEventListener('scroll', () => this.#look(), options);
    addEventListener('pointerdown', (event) => this.#touched(event), options);
    addEventListener('pointerup', (event) => this.#lifted(event), options);
    document.documentElement.addEventListener('pointerleave', (event) => this.#left(event), options);
    signal.addEventListener('abort', () => {
      this.#stop();
      cancelAnimationFrame(this.#frame);
    });
  }

  /** @param {PointerEvent} event */
  #moved(event) {
    if (event.pointerType === 'touch') return;
    this.#x = event.clientX;
    this.#y = event.clientY;
    this.#pressed = event.buttons !== 0;
    this.#look();
  }

  /** @param {PointerEvent} event */
  #left(event) {
    // A lifted finger leaves too; what it tapped stays.
    if (event.pointerType === 'touch') return;
    this.#x = this.#y = -1;
    this.#look();
  }

  /** What is under the pointer, or was tapped, may be a term by now. */
  lookAgain() {
    this.#look();
    const tap = this.#tap;
    if (tap && performance.now() - tap.timeStamp < PATIENCE) this.#openAt(tap);
  }

  /** At most once a frame. */
  #look() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#consider();
    });
  }

  #consider() {
    const { open } = this.#explainer;
    if (open?.isAt(this.#x, this.#y)) {
      this.#stop();
      return;
    }
    let target = this.#x < 0 || this.#pressed ? null : targetAt(this.#x, this.#y, this.#hits);
    if (target && target.key === this.#dismissed) target = null;
    else this.#dismissed = null;
    if (target && open?.shows(target.key)) {
      this.#stop();
    } else if (target) {
      if (this.#intended?.key === target.key) return;
      this.#stop();
      this.#intended = target;
      // What is pinned stays until it is dismissed, whatever the pointer passes.
      if (open?.isFixed) return;
      this.#opening = setTimeout(() => this.#open(/** @type {Target} */ (target)), INTENT);
      this.#explainer.load();
      this.#closeSoon();
    } else {
      this.#intended = null;
      clearTimeout(this.#opening);
      this.#explainer.cancel();
      this.#closeSoon();
    }
  }

  #closeSoon() {
    const { open } = this.#explainer;
    if (!open || open.isHeld || this.#closing) return;
    this.#closing = setTimeout(() => {
      this.#closing = undefined;
      if (!open.isHeld) open.hide();
    }, GRACE);
  }

  #stop() {
    clearTimeout(this.#opening);
    clearTimeout(this.#closing);
    this.#closing = undefined;
    this.#intended = null;
  }

  /** @param {Target} target @param {boolean} [pinned] */
  #open(target, pinned = false) {
    this.#stop();
    this.#explainer.explain(target, { x: this.#x, y: this.#y, pinned });
  }

  /** @param {PointerEvent} event */
  #touched(event) {
    this.#tap = null;
    this.#touch = event.pointerType === 'touch' && event.isPrimary ? event : null;
    this.#openAtTouch = this.#explainer.open?.target?.key ?? null;
  }

  /** A tap is what hovering is to a mouse; one that scrolls ends in no pointerup. @param {PointerEvent} event */
  #lifted(event) {
    const began = this.#touch;
    this.#touch = null;
    if (began?.pointerId !== event.pointerId || this.#explainer.open?.holds(event)) return;
    const way = Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY);
    if (way > TAP_WAY || event.timeStamp - began.timeStamp > TAP_TIME) return;
    // What a tap does already, a link's or a button's, it goes on doing, and that alone.
    if (event.composedPath().some((each) => each instanceof Element && each.matches(PRESSED))) return;
    this.#x = event.clientX;
    this.#y = event.clientY;
    this.#openAt(event);
  }

  /** @param {PointerEvent} event a tap */
  #openAt(event) {
    const target = targetAt(event.clientX, event.clientY, this.#hits);
    this.#tap = target ? null : event;
    if (target && target.key !== this.#openAtTouch) this.#open(target, true);
  }
}
