// Runs in a page, bundled: the reader of runs beside the plainest way to say what a run is.
import { RunReader } from '../../../extension/dom/run-reader.js';
import { piecesOf } from '../../../extension/dom/runs.js';
import { Scope } from '../../../extension/dom/scope.js';

/** @import { Run } from '../../../extension/dom/runs.js' */
/** @import { ScopeRules } from '../../../extension/core/types.js' */

/**
 * A text of some block, or null where no run goes on.
 * @typedef {{block: Element, node: Text} | null} Event
 *
 * A run without the blanks about it, and of each of its units the node and the place in it.
 * @typedef {{block: Element, text: string, places: [Text, number][]}} Plain
 */

const NAMES = ['p', 'div', 'li', 'b', 'i', 'span', 'em', 'br', 'img', 'a', 'code', 'textarea', 'template', 'td', 'div', 'span', 'form'];
const TEXTS = ['LoRA', ' ', '\n  ', '', 'a b', ' 炼丹', '체크포인트를 ', '\u00a0', '\u3000', '\u2028', 'x', '.', '\t'];
const CLOBBERED = ['firstChild', 'firstElementChild', 'nextSibling', 'parentNode', 'localName', 'nodeType'];
const xml = document.implementation.createDocument(null, 'x');

/** Numbers in [0, 1), the same for the same seed. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {() => number} next @param {number} depth @returns {Element} */
function grow(next, depth) {
  /** @template T @param {T[]} list */
  const one = (list) => list[Math.floor(next() * list.length)];
  const element = document.createElement(one(NAMES));
  if (next() < 0.05) element.setAttribute('data-glosslight', 'off');
  if (next() < 0.05) element.setAttribute('contenteditable', one(['', ' TRUE', 'false']));
  if (next() < 0.05) element.className = one(['nolink', 'links']);
  const count = depth ? Math.floor(next() * 9) : 0;
  for (let at = 0; at < count; at++) {
    const kind = next();
    if (kind < 0.5) element.append(document.createTextNode(one(TEXTS)));
    else if (kind < 0.55) element.append(document.createComment(one(TEXTS)));
    else if (kind < 0.58) element.append(document.adoptNode(xml.createCDATASection(one(TEXTS))));
    else element.append(grow(next, depth - 1));
  }
  // Then it has properties of these names.
  if (element.tagName === 'FORM') element.append(...CLOBBERED.map((name) => Object.assign(document.createElement('input'), { name })));
  return element;
}

/** @param {Element} element */
function childrenOf(element) {
  const walker = document.createTreeWalker(element);
  const children = [];
  for (let node = walker.firstChild(); node; node = walker.nextSibling()) children.push(node);
  return children;
}

/** @param {Element} element */
function nameOf({ tagName }) {
  return tagName.toLowerCase();
}

/** @param {Element} element @param {ScopeRules} rules */
function isOut(element, { excluded, classes, attributes }) {
  return (
    excluded.includes(nameOf(element)) ||
    classes.some((name) => element.classList.contains(name)) ||
    Object.entries(attributes).some(([name, values]) => values.includes(element.getAttribute(name)?.trim().toLowerCase() ?? '\0'))
  );
}

/** @param {Element} element @param {Element} block @param {ScopeRules} rules @returns {Event[]} */
function eventsIn(element, block, rules) {
  return childrenOf(element).flatMap((node) => {
    if (node instanceof Text) return [{ block, node }];
    if (!(node instanceof Element)) return [];
    if (isOut(node, rules)) return [null];
    if (rules.transparent.includes(nameOf(node))) return eventsIn(node, block, rules);
    return [null, ...eventsIn(node, node, rules), null];
  });
}

/** @param {Event[]} events @returns {Plain[]} */
function plainRuns(events) {
  /** @type {Plain[]} */
  const runs = [];
  let goesOn = false;
  for (const event of events) {
    if (event) {
      const { block, node } = event;
      if (!goesOn) runs.push({ block, text: '', places: [] });
      const run = runs[runs.length - 1];
      run.text += node.data;
      for (let at = 0; at < node.data.length; at++) run.places.push([node, at]);
    }
    goesOn = event !== null;
  }
  return runs.filter(({ text }) => text.trim()).map(({ block, text, places }) => {
    const from = text.length - text.trimStart().length;
    return { block, text: text.trim(), places: places.slice(from, text.trimEnd().length) };
  });
}

/** @param {RunReader} reader @param {boolean} resumes after each run @returns {Plain[]} */
function read(reader, resumes) {
  /** @type {Run[]} */
  const runs = [];
  for (let run = reader.next(); run !== null; run = reader.next()) {
    if (run) runs.push(run);
    if (resumes && !reader.resume()) throw new Error('what was read last is no longer there');
  }
  return runs.map((run) => {
    const from = run.text.length - run.text.trimStart().length;
    const places = placesIn(run, from, run.text.trimEnd().length);
    // What is found anywhere in the run has to be where all of it says.
    for (const [start, end] of [[0, 1], [1, 3], [2, places.length], [places.length - 1, places.length]]) {
      if (end > places.length || start >= end) continue;
      const part = placesIn(run, from + start, from + end);
      if (!isAlike(part, places.slice(start, end))) throw new Error(`${start} to ${end} of "${run.text}" is elsewhere`);
    }
    return { block: /** @type {Element} */ (run.block), text: run.text.trim(), places };
  });
}

/** @param {Run} run @param {number} start @param {number} end @returns {[Text, number][]} */
function placesIn(run, start, end) {
  return piecesOf(run, start, end).flatMap(({ node, start: from, end: to }) => {
    if (from >= to) throw new Error(`a piece of "${run.text}" is empty`);
    return Array.from({ length: to - from }, (_, at) => /** @type {[Text, number]} */ ([node, from + at]));
  });
}

/** @param {[Text, number][]} a @param {[Text, number][]} b */
function isAlike(a, b) {
  return a.length === b.length && a.every(([node, at], index) => node === b[index][0] && at === b[index][1]);
}

/** @param {Plain[]} ours @param {Plain[]} plain @returns {string} '' where they are the same */
function difference(ours, plain) {
  const texts = [ours, plain].map((runs) => JSON.stringify(runs.map(({ text }) => text)));
  if (texts[0] !== texts[1]) return `reads ${texts[0]} instead of ${texts[1]}`;
  const at = ours.findIndex(({ block, places }, index) => block !== plain[index].block || !isAlike(places, plain[index].places));
  return at < 0 ? '' : `has "${ours[at].text}" elsewhere`;
}

/** @param {Event} event @param {Node} from */
const isFrom = (event, from) =>
  !event || (from.compareDocumentPosition(event.node) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)) !== 0;

/**
 * Reads a tree in every way.
 * @param {number} seed of it @param {ScopeRules} rules
 * @returns {{wrong: string[], runs: number}} what is not as it should be
 */
export function tryTree(seed, rules) {
  const next = numbers(seed);
  document.body.replaceChildren(...Array.from({ length: 8 }, () => grow(next, 4)), 'LoRA');
  const { body } = document;
  const scope = new Scope(rules);
  const events = eventsIn(body, body, rules);
  const all = plainRuns(events);
  const wrong = [];
  /** @param {string} what @param {() => string} look */
  const see = (what, look) => {
    const told = look();
    if (told) wrong.push(`seed ${seed}, ${what}: ${told} in ${body.innerHTML}`);
    scope.forget();
  };
  see('all', () => difference(read(new RunReader(body, scope), false), all));
  see('all, resumed', () => difference(read(new RunReader(body, scope), true), all));
  const elements = [...body.querySelectorAll('*')];
  for (const element of elements) {
    const block = scope.blockOf(element);
    const inside = events.filter((event) => event && element.contains(event.node));
    if (block === element) {
      const own = plainRuns(eventsIn(element, element, rules).map((event) => (event?.block === element ? event : null)));
      see(`own of ${nameOf(element)}`, () => difference(read(new RunReader(element, scope, { own: true }), false), own));
      see(`in ${nameOf(element)}`, () => difference(read(new RunReader(element, scope), true), plainRuns(eventsIn(element, element, rules))));
    } else if (!block && inside.length) {
      wrong.push(`seed ${seed}: ${nameOf(element)} is left out, but its text is not`);
    }
    const from = plainRuns(events.filter((event) => isFrom(event, element)));
    see(`from ${nameOf(element)}`, () => difference(read(new RunReader(body, scope, { from: element }), false), from));
  }
  return { wrong, runs: all.length };
}

/** How many elements are passed by before the page has its turn. @param {number} count without a text @param {ScopeRules} rules */
export function pauses(count, rules) {
  document.body.replaceChildren(...Array.from({ length: count }, () => document.createElement('br')), 'LoRA');
  const reader = new RunReader(document.body, new Scope(rules));
  let paused = 0;
  for (let run = reader.next(); run !== null; run = reader.next()) {
    if (run) return { paused, text: run.text };
    paused++;
    if (!reader.resume()) throw new Error('what was read last is no longer there');
  }
  return { paused, text: '' };
}

/** What is read after the page has changed meanwhile. @param {'removed' | 'left out' | 'moved on'} what @param {ScopeRules} rules */
export function readChanged(what, rules) {
  document.body.innerHTML = '<section><p>one</p><p>two</p><p>three</p></section><p>four</p>';
  const [section] = document.body.children;
  const scope = new Scope(rules);
  const reader = new RunReader(document.body, scope);
  // The second has been read by then: a run may go on until the next begins.
  const texts = [reader.next()?.text];
  if (what === 'removed') section.children[1].remove();
  if (what === 'left out') section.setAttribute('data-glosslight', 'off');
  if (what === 'moved on') section.append(section.children[0]);
  scope.changed();
  scope.forget();
  if (!reader.resume()) return [...texts, 'gone'];
  for (let run = reader.next(); run !== null; run = reader.next()) texts.push(run?.text);
  return texts;
}
