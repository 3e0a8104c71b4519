import { make } from '../dom/make.js';
import { makeSwitch } from '../ui/parts.js';
import { text } from '../ui/text.js';

/** @typedef {import('../core/settings.js').Settings} Settings */

/**
 * A section of the options.
 * @typedef {object} Part
 * @property {string} id
 * @property {string} title
 * @property {HTMLElement} element
 */

/**
 * @param {string} id @param {string} title @param {string} about @param {...Node} content
 * @returns {Part}
 */
export function makePart(id, title, about, ...content) {
  const element = make('section', 'part', make('h2', '', title));
  element.id = id;
  element.setAttribute('aria-labelledby', `${id}-title`);
  /** @type {HTMLElement} */ (element.firstElementChild).id = `${id}-title`;
  if (about) element.append(make('p', 'about', about));
  element.append(...content);
  return { id, title, element };
}

/** @param {string} name @param {string} hint */
function wordsOf(name, hint) {
  const words = make('span', 'words', name);
  if (hint) words.append(make('span', 'hint', hint));
  return words;
}

/** A line with a control at its end. @param {string} name @param {string} hint @param {HTMLElement} control */
export function line(name, hint, control) {
  return make('label', 'line', wordsOf(name, hint), control);
}

/** @param {string} name @param {string} hint @param {boolean} on @param {(on: boolean) => void} change */
export function switchLine(name, hint, on, change) {
  return line(name, hint, makeSwitch('', on, change));
}

/**
 * @template {string} Value
 * @param {string} name @param {string} hint
 * @param {readonly [Value, string][]} choices value and words
 * @param {Value} chosen @param {(value: Value) => void} change
 */
export function choiceLine(name, hint, choices, chosen, change) {
  const select = make('select', '', ...choices.map(([value, words]) => new Option(words, value)));
  select.value = chosen;
  select.addEventListener('change', () => change(/** @type {Value} */ (select.value)));
  return line(name, hint, select);
}

/** Where the outcome of something is said, to eyes and to ears. */
export function makeSaid() {
  const element = make('div', 'said');
  element.setAttribute('role', 'status');
  return {
    element,
    /** @param {...(string | Node)} words */
    say(...words) {
      element.classList.remove('bad');
      element.replaceChildren(...words);
    },
    /** @param {...(string | Node)} words */
    complain(...words) {
      element.classList.add('bad');
      element.replaceChildren(...words);
    },
  };
}

/** So many problems are read; a file with more has one cause. */
const MOST_SHOWN = 20;

/** @param {(string | Node)[][]} problems each as what goes into its line */
export function problemList(problems) {
  const shown = problems.slice(0, MOST_SHOWN).map((words) => make('li', '', ...words));
  if (problems.length > MOST_SHOWN) {
    shown.push(make('li', '', text('moreProblems', String(problems.length - MOST_SHOWN))));
  }
  return make('ul', 'problems', ...shown);
}
