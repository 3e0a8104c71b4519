// Runs before the content script in an extension that is measured.
globalThis.glosslightBench = { began: performance.now(), first: 0, last: 0, ranges: 0 };
{
  const bench = globalThis.glosslightBench;
  const { add } = Highlight.prototype;
  Highlight.prototype.add = function (range) {
    bench.last = performance.now();
    bench.first ||= bench.last;
    bench.ranges++;
    return add.call(this, range);
  };
}
import('./dom/bench.js');
