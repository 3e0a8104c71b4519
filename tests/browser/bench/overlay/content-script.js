// Runs before the content script in an extension that is measured.
globalThis.glosslightBench = { began: performance.now(), drawn: [] };
{
  const bench = globalThis.glosslightBench;
  const { add } = Highlight.prototype;
  Highlight.prototype.add = function (range) {
    if (bench.drawn.length < 1000) bench.drawn.push({ range, at: performance.now() });
    return add.call(this, range);
  };
}
import('./dom/bench.js');
