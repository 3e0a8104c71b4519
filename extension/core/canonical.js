/**
 * Canonical JSON as terms/pack.py digests it: no blanks, keys in the order of their code points,
 * whole numbers only.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const record = /** @type {Record<string, unknown>} */ (value);
    const keys = Object.keys(record).sort(compare);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join()}}`;
  }
  return JSON.stringify(value);
}

/** By code points, as Python compares. @param {string} a @param {string} b */
export function compare(a, b) {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    // Surrogates stand for what comes after every single unit.
    const isHigh = (/** @type {number} */ unit) => unit >= 0xd800 && unit <= 0xdfff;
    return isHigh(x) === isHigh(y) ? x - y : isHigh(x) ? 1 : -1;
  }
  return a.length - b.length;
}
