// Goes into a copy of the extension that is measured; answers what only a content script can tell.
import { targetAt } from './hit-test.js';
import { currentSession } from './main.js';
import { cost } from './slices.js';

/** When the first mark was drawn that is in view, on a page that was not scrolled; 0 where none is. */
function first() {
  const inView = ({ left, right, top, bottom }) => right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  const seen = glosslightBench.drawn.find(({ range: { startContainer, startOffset, endContainer, endOffset } }) => {
    const live = document.createRange();
    live.setStart(startContainer, startOffset);
    live.setEnd(endContainer, endOffset);
    return [...live.getClientRects()].some(inView);
  });
  return seen?.at ?? 0;
}

const answers = {
  cost: () => ({ began: glosslightBench.began, ...cost, now: performance.now(), hits: currentSession()?.hits.all().length ?? 0 }),
  first,
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
