const SLICE = 12;

/**
 * Lets the page work between two slices of ours. Not scheduler.yield: what goes on after that comes
 * before all that waits, and a page of 5 MB had no timer, message or press of its own for a second.
 */
export function breathe() {
  const { scheduler } = /** @type {{scheduler?: {postTask?: (task: () => void) => Promise<void>}}} */ (
    /** @type {unknown} */ (globalThis)
  );
  if (scheduler?.postTask) return scheduler.postTask(() => {});
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve(undefined);
    };
    channel.port2.postMessage(null);
  });
}

/** In milliseconds. */
const NOT_LONGER = 300;

/** Waits until the page has nothing to do, though not for long. */
export function untilIdle() {
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: NOT_LONGER }));
}

/** What our work on this page took, in milliseconds: reading it, drawing what comes near, the longest of it. */
export const cost = { spent: 0, drawing: 0, longest: 0 };

/** Does a short work at once. @template T @param {() => T} work @param {'spent' | 'drawing'} [what] @returns {T} */
export function atOnce(work, what = 'spent') {
  const began = performance.now();
  try {
    return work();
  } finally {
    note(began, what);
  }
}

/** @param {number} began @param {'spent' | 'drawing'} [what] */
function note(began, what = 'spent') {
  const time = performance.now() - began;
  cost[what] += time;
  cost.longest = Math.max(cost.longest, time);
}

/**
 * Does steps of work in slices of at most 12 ms each.
 * @param {Iterable<unknown>} steps each short; a promise among them is waited for
 * @param {AbortSignal} signal
 * @param {() => void} [onResume] called after the page has worked
 */
export async function inSlices(steps, signal, onResume) {
  let began = performance.now();
  for (const step of steps) {
    const isPromise = step instanceof Promise;
    if (!isPromise && performance.now() - began < SLICE) continue;
    note(began);
    await (isPromise ? step : breathe());
    if (signal.aborted) return;
    began = performance.now();
    onResume?.();
  }
  note(began);
}
