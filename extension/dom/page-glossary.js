import { splitFirst } from '../core/definition.js';

/** @import { Card } from '../core/card.js' */
/** @import { Part } from '../core/definition.js' */

const ID = 'gl-';

/**
 * Cards from the glossary that an annotated page brings with it, for entries that ours lacks.
 * @param {string[]} ids
 * @returns {Card[]}
 */
export function pageCards(ids) {
  const glossary = document.querySelector('gl-glossary[id]');
  if (!glossary || !ids.length) return [];
  return ids.flatMap((id) => {
    const entry = glossary.querySelector(`[id="${CSS.escape(ID + id)}"]`);
    const said = entry?.querySelector('dd');
    return entry && said ? [readCard(id, entry, said)] : [];
  });
}

/** @param {string} id @param {Element} entry @param {Element} said @returns {Card} */
function readCard(id, entry, said) {
  const textIn = (/** @type {string} */ selector) => entry.querySelector(`dt ${selector}`)?.textContent ?? null;
  const [name, other] = [textIn('b') ?? id, textIn('span')];
  return {
    id,
    label: other ?? name,
    native: other ? name : null,
    expansion: textIn('small'),
    ...splitFirst([...said.childNodes].map(partOf)),
    language: entry.closest('[lang]')?.getAttribute('lang') ?? 'en',
    english: null,
    tags: [],
    related: [],
    note: null,
    source: 'page',
    from: null,
  };
}

/** @param {Node} node @returns {Part} */
function partOf(node) {
  const text = node.textContent ?? '';
  const href = node instanceof Element ? node.getAttribute('href') : null;
  return href?.startsWith(`#${ID}`) ? { id: href.slice(1 + ID.length), text } : text;
}
