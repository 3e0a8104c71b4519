import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { text } from '../ui/text.js';

/** @import { MarkStyle } from '../core/settings.js' */

/** Marks as pages show them: the same style sheet, the same answers, the same way of drawing. */
export class Preview {
  /** @type {Map<MarkStyle, Highlight>} */
  #highlights = new Map();
  #sample = make('p', 'sample', text('sample'));
  /** @type {StaticRange[]} */
  #marks = [];
  /** Of the sample. @type {MarkStyle | null} */
  #style = null;

  constructor() {
    this.element = make('div', '', make('span', 'unseen', text('preview')), this.#sample);
  }

  /** Draws an element's whole text in a style. @param {HTMLElement} element @param {MarkStyle} style */
  always(element, style) {
    const [node] = element.childNodes;
    this.#highlight(style)?.add(rangeOf(node, 0, node.textContent?.length ?? 0));
  }

  /** Draws the terms of the sample in a style. @param {MarkStyle} style */
  async sampleIn(style) {
    const [node] = this.#sample.childNodes;
    this.#style = style;
    const { found } = await ask('find', { text: this.#sample.textContent ?? '', common: 'always', language: '' });
    // Another may have been chosen meanwhile.
    if (this.#style !== style) return;
    for (const highlight of this.#highlights.values()) {
      for (const mark of this.#marks) highlight.delete(mark);
    }
    this.#marks = [];
    for (let at = 0; at < found.length; at += 3) this.#marks.push(rangeOf(node, found[at], found[at + 1]));
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
