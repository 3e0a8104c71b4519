// Goes into a copy of the extension that is measured; answers what only a content script can tell.
import { targetAt } from './hit-test.js';
import { currentSession } from './main.js';
import { cost } from './slices.js';

const answers = {
  cost: () => ({ ...glosslightBench, ...cost, now: performance.now(), hits: currentSession()?.hits.all().length ?? 0 }),
  surfaces: () => [...new Set(currentSession().hits.all().map(({ surface }) => surface))],
  hits({ points }) {
    const { hits } = currentSession();
    let found = 0;
    const times = points.map(([x, y]) => {
      const start = performance.now();
      if (targetAt(x, y, hits)) found++;
      return performance.now() - start;
    });
    return { found, times };
  },
};

chrome.runtime.onMessage.addListener((message, _sender, respond) => {
  if (message.type !== 'bench') return false;
  respond({ result: answers[message.what](message) });
  return true;
});
