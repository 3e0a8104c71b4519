import { Matcher } from '../core/matcher.js';
import { make } from '../dom/make.js';
import { text } from '../ui/text.js';

/** @import { MarkStyle } from '../core/settings.js' */
/** @import { MatcherData } from '../core/types.js' */

/** Marks as pages show them: the same style sheet, the same matcher, the same way of drawing. */
export class Preview {
  #matcher;
  /** @type {Map<MarkStyle, Highlight>} */
  #highlights = new Map();
  #sample = make('p', 'sample', text('sample'));
  /** @type {StaticRange[]} */
  #marks = [];

  /** @param {MatcherData} data */
  constructor(data) {
    this.#matcher = new Matcher(data);
    this.element = make('div', '', make('span', 'unseen', text('preview')), this.#sample);
  }

  /** Draws an element's whole text in a style. @param {HTMLElement} element @param {MarkStyle} style */
  always(element, style) {
    const [node] = element.childNodes;
    this.#highlight(style)?.add(rangeOf(node, 0, node.textContent?.length ?? 0));
  }

  /** Draws the terms of the sample in a style. @param {MarkStyle} style */
  sampleIn(style) {
    const [node] = this.#sample.childNodes;
    for (const highlight of this.#highlights.values()) {
      for (const mark of this.#marks) highlight.delete(mark);
    }
    const found = this.#matcher.find(this.#sample.textContent ?? '', { common: 'always' });
    this.#marks = found.map(({ start, end }) => rangeOf(node, start, end));
    for (const mark of this.#marks) this.#highlight(style)?.add(mark);
  }

  /** @param {MarkStyle} style */
  #highlight(style) {
    if (style === 'none' || typeof Highlight !== 'function') return null;
    const held = this.#highlights.get(style);
    if (held) return held;
    const made = new Highlight();
    this.#highlights.set(style, made);
    CSS.highlights.set(style === 'dotted' ? 'glosslight' : `glosslight-${style}`, made);
    return made;
  }
}

/**
 * A range that stays as it was made: a live one is emptied where its node is put into the page.
 * @param {Node} node @param {number} startOffset @param {number} endOffset
 */
function rangeOf(node, startOffset, endOffset) {
  return new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset });
}
