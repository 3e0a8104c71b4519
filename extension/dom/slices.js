const SLICE = 12;

/** Lets the page work between two slices of ours. */
function breathe() {
  const { scheduler } = /** @type {{scheduler?: {yield?: () => Promise<void>}}} */ (
    /** @type {unknown} */ (globalThis)
  );
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve(undefined);
    };
    channel.port2.postMessage(null);
  });
}

/**
 * Does steps of work in slices of at most 12 ms each.
 * @param {Iterable<unknown>} steps each short
 * @param {AbortSignal} signal
 */
export async function inSlices(steps, signal) {
  let end = performance.now() + SLICE;
  for (const _ of steps) {
    if (performance.now() < end) continue;
    await breathe();
    if (signal.aborted) return;
    end = performance.now() + SLICE;
  }
}
