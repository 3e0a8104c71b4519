import { ask } from './worker-link.js';

/** @typedef {typeof import('./later.js')} Later */

/**
 * The tooltip and all that goes with it, which most pages never need: the worker brings it in.
 * @returns {Promise<Later>}
 */
export async function later() {
  const scope = /** @type {{glosslightLater?: Promise<Later>}} */ (globalThis);
  if (!scope.glosslightLater) await ask('later');
  if (!scope.glosslightLater) throw new Error('the tooltip was not brought in');
  return scope.glosslightLater;
}
