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

/** What all our work on this page took, in milliseconds. */
export const cost = { spent: 0, longest: 0 };

/** Does a short work at once. @template T @param {() => T} work @returns {T} */
export function atOnce(work) {
  const began = performance.now();
  try {
    return work();
  } finally {
    note(began);
  }
}

/** @param {number} began */
function note(began) {
  const time = performance.now() - began;
  cost.spent += time;
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
