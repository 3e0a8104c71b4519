import { markTarget } from './hit-test.js';
import { isOrphaned } from './worker-link.js';

/** @import { Explainer } from './explainer.js' */

/**
 * What the script of an annotated page sends to a mark before it explains it. Who prevents it says
 * that he does so himself. Asked anew each time, so that the page's own tooltips are there again
 * once the extension is switched off or gone.
 */
const ASKED = 'gl-explain';
const MARK = 'gl-term[data-gl]';

/**
 * Takes over from the script of an annotated page.
 * @param {Explainer} explainer @param {AbortSignal} signal
 */
export function takeOverMarks(explainer, signal) {
  document.addEventListener(
    ASKED,
    (event) => {
      const mark = event.target;
      if (isOrphaned() || !(mark instanceof Element)) return;
      event.preventDefault();
      // A pointer is followed anyway; the keyboard stops at marks only where a page makes it so.
      if (!mark.closest(':focus-visible') || explainer.isReturning) return;
      const target = markTarget(mark);
      const { open } = explainer;
      if (open?.shows(target.key)) open.focus();
      else explainer.explain(target, { pinned: true });
    },
    { signal, capture: true },
  );
  document.addEventListener(
    'focusout',
    ({ target, relatedTarget }) => {
      if (!(target instanceof Element) || !(target.closest(MARK) ?? target.querySelector(MARK))) return;
      const { open } = explainer;
      // What was asked for while the keyboard was there may still be under way.
      explainer.cancel();
      if (open?.target && target.contains(open.target.node) && !open.isHost(relatedTarget)) open.hide();
    },
    { signal, capture: true },
  );
}
