// React hydrates and updates its page as if we were not there.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { pause, until, untilMarked } from './reading.js';

/** @import { Bench } from './suite.js' */

const require = createRequire(import.meta.url);
const { createElement } = /** @type {any} */ (require)('react');
const { renderToString } = /** @type {any} */ (require)('react-dom/server');

/** Runs on both sides: it may only use what it is given. @param {any} React */
function makeApp(React) {
  const h = React.createElement;
  return function App() {
    const [count, setCount] = React.useState(0);
    const terms = ['ControlNet', 'DreamBooth', 'InvokeAI'].slice(count % 3);
    return h(
      'main',
      null,
      h('button', { onClick: () => setCount(count + 1) }, 'Next'),
      h('p', null, 'Step ', count, count % 2 ? ' without' : ' with LoRA', ' and Stable Diffusion.'),
      count % 2 ? null : h('p', null, 'Only when even: ', h('b', null, 'Stable'), ' Diffusion'),
      h('ul', null, terms.map((term) => h('li', { key: term }, term))),
    );
  };
}

/** @param {number} delay of hydration, in milliseconds: before or after we have marked */
function reactPage(delay) {
  const body = renderToString(createElement(makeApp({ createElement, useState: (/** @type {any} */ value) => [value, () => {}] })));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title>
    <script src="/react.js"></script>
    <body><div id="root">${body}</div><script>
      window.errors = []; window.strangers = [];
      console.error = (...words) => errors.push(words.join(' '));
      addEventListener('error', ({ message }) => errors.push(message));
      const root = document.getElementById('root');
      const observer = new MutationObserver((records) => strangers.push(...records.map(({ type }) => type)));
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      // What React changes happens inside these calls; whatever else is seen, others did.
      window.quietly = (work) => { strangers.push(...observer.takeRecords().map(({ type }) => type)); work(); observer.takeRecords(); };
      const App = (${makeApp})(React);
      setTimeout(() => quietly(() => {
        ReactDOM.flushSync(() => {
          ReactDOMClient.hydrateRoot(root, React.createElement(App), { onRecoverableError: (error) => errors.push(String(error)) });
        });
        document.title = 'hydrated';
      }), ${delay});
      window.next = () => quietly(() => ReactDOM.flushSync(() => root.querySelector('button').click()));
    </script>`;
}

/** @param {Bench} bench */
export function aboutFrameworks(bench) {
  const { onPage } = bench;
  describe('React', () => {
    for (const [when, delay] of /** @type {const} */ ([['before we start', 0], ['after we have marked', 1500]])) {
      test(
        `hydrates ${when} and updates, without an error and without a change by us`,
        onPage(async (page) => {
          bench.site.put('react', reactPage(delay));
          await page.goto(bench.site.url('react'));
          const first = ['LoRA', 'Stable Diffusion', 'Stable Diffusion', 'ControlNet', 'DreamBooth', 'InvokeAI'];
          await untilMarked(page, first);
          assert.equal(await page.title(), delay ? 'React' : 'hydrated');
          await until(() => page.title(), (title) => title === 'hydrated', 'not hydrated');
          await page.evaluate(() => /** @type {any} */ (window).next());
          await untilMarked(page, ['Stable Diffusion', 'DreamBooth', 'InvokeAI']);
          await page.evaluate(() => /** @type {any} */ (window).next());
          await untilMarked(page, ['LoRA', 'Stable Diffusion', 'Stable Diffusion', 'InvokeAI']);
          await page.evaluate(() => /** @type {any} */ (window).next());
          await untilMarked(page, ['Stable Diffusion', 'ControlNet', 'DreamBooth', 'InvokeAI']);
          await pause(100);
          const { errors, strangers } = await page.evaluate(() => {
            const { errors, strangers } = /** @type {any} */ (window);
            return { errors, strangers };
          });
          assert.deepEqual(errors, []);
          assert.deepEqual(strangers, []);
        }),
      );
    }
  });
}
