// Pages as they are in the wild: what changes by itself, what is nested, turned or drawn.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain, marksOf, pause, pointAt, until, untilMarked, untilOpen } from './reading.js';
import { readTooltip } from './shadow.js';

/** @import { Frame, Page } from 'puppeteer-core' */
/** @import { Bench } from './suite.js' */

const HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>';

/** @param {Frame} frame @param {string[]} texts */
function untilMarkedIn(frame, texts) {
  return untilMarked(/** @type {Page} */ (/** @type {unknown} */ (frame)), texts);
}

/** @param {Bench} bench */
export function aboutSituations(bench) {
  const { onPage } = bench;
  /** @param {string} what @param {string} body @param {(page: Page) => Promise<void>} use @param {string} [host] */
  const on = (what, body, use, host) =>
    test(
      what,
      onPage(async (page) => {
        bench.site.put('situation', HEAD + body);
        await page.goto(bench.site.url('situation', host));
        await use(page);
      }),
    );

  describe('applications of a single page', () => {
    on('go on to another page', '<main><p>First a LoRA.</p></main>', async (page) => {
      await untilMarked(page, ['LoRA']);
      await page.evaluate(() => {
        history.pushState({}, '', '/elsewhere');
        const main = document.createElement('main');
        const text = document.createElement('p');
        text.append('Then ControlNet.');
        main.append(text);
        document.querySelector('main')?.replaceWith(main);
      });
      await untilMarked(page, ['ControlNet']);
    });

    // Behind so much text, it is read only once.
    const far = `<p>LoRA</p>${'<p>Nothing that anybody would explain.</p>'.repeat(200)}<p id="far">An old DreamBooth</p><p>And <b>a Control</b>Net</p>`;
    on('write before a term that is not drawn yet, just when one comes there', far, async (page) => {
      await untilMarked(page, ['LoRA']);
      // Until all is read.
      await pause(1000);
      const seen = await page.evaluate(async () => {
        const far = /** @type {Element} */ (document.querySelector('#far'));
        far.prepend('Something new ');
        document.querySelector('b')?.prepend('quite ');
        far.scrollIntoView();
        const texts = new Set();
        for (let frame = 0; frame < 60; frame++) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          for (const { startContainer, startOffset, endContainer, endOffset } of CSS.highlights.get('glosslight') ?? []) {
            const range = document.createRange();
            range.setStart(startContainer, startOffset);
            range.setEnd(endContainer, endOffset);
            texts.add(String(range));
          }
        }
        return [...texts];
      });
      assert.deepEqual(seen.sort(), ['ControlNet', 'DreamBooth', 'LoRA']);
    });

    on('add to their end as one scrolls', '<main style="min-height:2000px"><p>LoRA 0</p></main>', async (page) => {
      await untilMarked(page, ['LoRA']);
      await page.evaluate(() => {
        const main = /** @type {HTMLElement} */ (document.querySelector('main'));
        addEventListener('scroll', () => {
          if (main.childElementCount > 40) return;
          for (let at = 0; at < 20; at++) {
            const item = document.createElement('p');
            item.style.height = '100px';
            item.textContent = `DreamBooth ${main.childElementCount}`;
            main.append(item);
          }
        });
        scrollTo(0, 300);
      });
      await until(() => marksOf(page), (marks) => marks.filter((mark) => mark === 'DreamBooth').length >= 5, 'no marks at the end');
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(
        () => page.evaluate(() => [...(CSS.highlights.get('glosslight') ?? [])].map(({ startContainer }) => startContainer.parentElement?.getBoundingClientRect().top ?? -1).filter((top) => top >= 0 && top < innerHeight).length),
        (count) => count >= 3,
        'nothing is marked where one has scrolled to',
      );
    });

    on(
      'use the same rows for other lines as one scrolls',
      '<div id="list" style="height:300px;overflow:auto"><div style="height:20000px;position:relative"></div></div>',
      async (page) => {
        await page.evaluate(() => {
          const list = /** @type {HTMLElement} */ (document.getElementById('list'));
          const inner = /** @type {HTMLElement} */ (list.firstElementChild);
          const rows = Array.from({ length: 6 }, () => {
            const row = document.createElement('div');
            row.style.cssText = 'position:absolute;height:50px';
            row.append('');
            inner.append(row);
            return row;
          });
          const render = () => {
            const first = Math.floor(list.scrollTop / 50);
            rows.forEach((row, at) => {
              row.style.top = `${(first + at) * 50}px`;
              /** @type {Text} */ (row.firstChild).data = (first + at) % 3 ? `Row ${first + at}` : `LoRA ${first + at}`;
            });
          };
          list.addEventListener('scroll', render);
          render();
        });
        const marked = () => page.evaluate(() => [...(CSS.highlights.get('glosslight') ?? [])].map(({ startContainer }) => startContainer.textContent).sort().join());
        await until(marked, (seen) => seen === 'LoRA 0,LoRA 3', 'the first rows');
        await page.evaluate(() => /** @type {any} */ (document.getElementById('list')).scrollTo(0, 10_000));
        await until(marked, (seen) => seen === 'LoRA 201,LoRA 204', 'the rows scrolled to');
        await page.evaluate(() => /** @type {any} */ (document.getElementById('list')).scrollTo(0, 50));
        await until(marked, (seen) => seen === 'LoRA 3,LoRA 6', 'the rows scrolled back to');
      },
    );

    on('change a text in the middle of a paragraph', '<p>One <b>Stable</b> <i>Diffusion</i> two.</p>', async (page) => {
      await untilMarked(page, ['Stable Diffusion']);
      await page.evaluate(() => {
        const text = document.querySelector('i')?.firstChild;
        /** @type {Text} */ (text).data = 'horses';
      });
      await untilMarked(page, []);
      await page.evaluate(() => document.querySelector('b')?.append(' Diffusion'));
      await untilMarked(page, ['Stable Diffusion']);
    });

    on('move what is marked', '<section id="a"><p id="p">LoRA</p></section><pre id="b"></pre>', async (page) => {
      await untilMarked(page, ['LoRA']);
      await page.evaluate(() => document.getElementById('b')?.append(/** @type {Node} */ (document.getElementById('p'))));
      await untilMarked(page, []);
      await page.evaluate(() => document.getElementById('a')?.append(/** @type {Node} */ (document.getElementById('p'))));
      await untilMarked(page, ['LoRA']);
    });

    on('let one edit what was marked', '<p>LoRA</p><p>VAE</p>', async (page) => {
      await untilMarked(page, ['LoRA', 'VAE']);
      await page.evaluate(() => document.querySelector('p')?.setAttribute('contenteditable', ''));
      await untilMarked(page, ['VAE']);
      await page.evaluate(() => document.querySelector('p')?.removeAttribute('contenteditable'));
      await untilMarked(page, ['LoRA', 'VAE']);
    });
  });

  describe('shadow roots', () => {
    on('that come later, to custom elements and to others, one in another', '<p>VAE</p><x-late></x-late><div id="plain">light</div>', async (page) => {
      await untilMarked(page, ['VAE']);
      await page.evaluate(() => {
        customElements.define('x-late', class extends HTMLElement {
          constructor() {
            super();
            const inner = document.createElement('div');
            inner.attachShadow({ mode: 'open' }).append('Deep: DreamBooth');
            this.attachShadow({ mode: 'open' }).append('Late: ControlNet ', inner);
          }
        });
        document.getElementById('plain')?.attachShadow({ mode: 'open' }).append('LoRA');
      });
      await until(() => marksOf(page), (marks) => [...marks].sort().join() === 'ControlNet,DreamBooth,LoRA,VAE', 'not all marked');
      await page.evaluate(() => {
        const root = document.getElementById('plain')?.shadowRoot;
        if (root) root.textContent = 'Now InvokeAI';
      });
      await until(() => marksOf(page), (marks) => [...marks].sort().join() === 'ControlNet,DreamBooth,InvokeAI,VAE', 'not followed');
    });
  });

  describe('frames', () => {
    test('of the same origin, of a subdomain, written by script, and srcdoc', onPage(async (page) => {
      bench.site.put('inner', `${HEAD}<p>Inner LoRA.</p>`);
      bench.site.put('frames', `${HEAD}<p>Outer VAE.</p>
        <iframe id="same" src="/inner"></iframe><iframe id="sub" src="${bench.site.url('inner', 'images.civitai.com')}"></iframe>
        <iframe id="blank"></iframe><iframe id="doc" srcdoc="<p>DreamBooth</p>"></iframe>`);
      await page.goto(bench.site.url('frames'));
      await page.evaluate(() => {
        const blank = /** @type {HTMLIFrameElement} */ (document.getElementById('blank'));
        blank.contentDocument?.body.append('ControlNet');
      });
      await untilMarked(page, ['VAE']);
      for (const [id, mark] of [['same', 'LoRA'], ['sub', 'LoRA'], ['blank', 'ControlNet'], ['doc', 'DreamBooth']]) {
        const handle = await page.$(`#${id}`);
        const frame = await handle?.contentFrame();
        assert.ok(frame, id);
        await untilMarkedIn(frame, [mark]);
      }
    }));
  });

  describe('what lies over the page', () => {
    on('a modal dialog and what is in it', '<p>Below: VAE.</p><dialog><p>Above: LoRA.</p></dialog>', async (page) => {
      await page.evaluate(() => document.querySelector('dialog')?.showModal());
      await until(() => marksOf(page), (marks) => marks.includes('LoRA'), 'not marked in the dialog');
      const { labels } = await explain(page, 'LoRA');
      assert.deepEqual(labels, ['LoRA']);
    });

    on('an element that fills the screen', '<p>Below: VAE.</p><section style="background:#fff"><p>Full: LoRA.</p><button>Fill</button></section>', async (page) => {
      await page.evaluate(() => {
        const button = document.querySelector('button');
        button?.addEventListener('click', () => document.querySelector('section')?.requestFullscreen().then(() => (document.title = 'full')));
      });
      await page.click('button');
      await until(() => page.title(), (title) => title === 'full', 'not in full screen');
      await until(() => marksOf(page), (marks) => marks.includes('LoRA'), 'not marked in full screen');
      const { labels } = await explain(page, 'LoRA');
      assert.deepEqual(labels, ['LoRA']);
      await page.evaluate(() => document.exitFullscreen());
    });
  });

  describe('directions and sizes', () => {
    on('zoomed and transformed pages', '<body style="zoom:2"><p>Zoomed LoRA.</p><p style="transform:rotate(20deg) scale(1.5);width:200px;margin:60px">Turned VAE.</p>', async (page) => {
      await untilMarked(page, ['LoRA', 'VAE']);
      assert.deepEqual((await explain(page, 'LoRA')).labels, ['LoRA']);
      await page.mouse.move(5, 690);
      await until(() => readTooltip(page), (seen) => !seen, 'still open');
      assert.ok((await explain(page, 'VAE')).labels.includes('VAE'));
    });

    on('text from right to left', '<body dir="rtl"><p lang="ar">نستخدم LoRA مع نموذج Stable Diffusion هنا.</p>', async (page) => {
      await until(() => marksOf(page), (marks) => marks.includes('LoRA') && marks.includes('Stable Diffusion'), 'not marked');
      assert.deepEqual((await explain(page, 'Stable Diffusion')).labels, ['Stable Diffusion']);
    });

    on('vertical text', '<body style="writing-mode:vertical-rl"><p lang="zh">我们用LoRA训练模型，学习率很小。</p>', async (page) => {
      await until(() => marksOf(page), (marks) => marks.includes('学习率'), 'not marked');
      await pointAt(page, '学习率');
      const { labels } = await untilOpen(page);
      assert.equal(labels.length, 1);
    });

    on('the text of a drawing: explained, though nothing can be drawn', '<p>VAE</p><svg width="400" height="100"><text x="20" y="50" font-size="30">A <tspan>LoRA</tspan> here</text></svg>', async (page) => {
      await untilMarked(page, ['VAE']);
      await pointAt(page, 'LoRA', 'svg');
      assert.deepEqual((await untilOpen(page)).labels, ['LoRA']);
      assert.deepEqual(await marksOf(page), ['VAE']);
    });

    on('fields and what one writes in are never marked', '<p>VAE</p><input value="LoRA"><textarea>LoRA</textarea><div contenteditable="plaintext-only">LoRA <b>ControlNet</b></div><select><option>LoRA</select>', async (page) => {
      await untilMarked(page, ['VAE']);
      await pause(200);
      assert.deepEqual(await marksOf(page), ['VAE']);
    });
  });

  describe('everyday words', () => {
    on('count from when a page is on topic', '<p id="all">The model is a batch.</p>', async (page) => {
      await pause(300);
      assert.deepEqual(await marksOf(page), []);
      await page.evaluate(() => document.body.append('We use LoRA.'));
      await untilMarked(page, ['LoRA']);
      await page.evaluate(() => document.body.append(' And ControlNet.'));
      await untilMarked(page, ['model', 'batch', 'LoRA', 'ControlNet']);
    }, 'forum.example');

    on('cease to count where an application has gone on to something else', '<main><p>The model, LoRA and ControlNet.</p></main>', async (page) => {
      await untilMarked(page, ['model', 'LoRA', 'ControlNet']);
      await page.evaluate(() => {
        history.pushState({}, '', '/cooking');
        const main = document.querySelector('main');
        if (main) main.textContent = 'A batch of cookies for the model.';
      });
      await untilMarked(page, ['batch', 'model']);
      await untilMarked(page, []);
    }, 'forum.example');

    on('always count on the sites of the glossary', '<p>The model.</p>', (page) => untilMarked(page, ['model']).then(() => {}));
  });

  describe('where a browser cannot draw highlights', () => {
    test('terms are explained all the same', onPage(async (page) => {
      bench.site.put('plain', `${HEAD}<p>A LoRA here.</p>`);
      await page.goto(`${bench.site.url('plain')}?no-highlight`);
      await until(async () => {
        await page.mouse.move(5, 5);
        await pointAt(page, 'LoRA');
        await pause(300);
        return readTooltip(page);
      }, (tooltip) => tooltip?.labels.join() === 'LoRA', 'not explained');
      assert.deepEqual(await marksOf(page), []);
    }));
  });
}
