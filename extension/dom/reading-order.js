/** @import { Hit, Hits } from './hits.js' */

/** @type {WeakMap<Hits, {version: number, roots: number, list: Hit[]}>} */
const made = new WeakMap();

/**
 * All hits of a page in reading order; those of a shadow root stand where its host does.
 * @param {Hits} hits
 * @param {readonly ShadowRoot[]} roots
 * @returns {Hit[]} not to be changed
 */
export function inOrder(hits, roots) {
  const last = made.get(hits);
  if (last?.version === hits.version && last.roots === roots.length) return last.list;
  /** @type {Map<Node, Hit[]>} */
  const byText = new Map();
  for (const hit of hits.all()) {
    const held = byText.get(hit.node);
    if (held) held.push(hit);
    else byText.set(hit.node, [hit]);
  }
  const list = document.body ? hitsIn(document.body, byText) : [];
  for (const root of roots) {
    const inside = hitsIn(root, byText);
    if (inside.length) list.splice(placeOf(root.host, list), 0, ...inside);
  }
  made.set(hits, { version: hits.version, roots: roots.length, list });
  return list;
}

/** @param {Node} top @param {Map<Node, Hit[]>} byText */
function hitsIn(top, byText) {
  /** @type {Hit[]} */
  const list = [];
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    for (const hit of byText.get(text) ?? []) list.push(hit);
  }
  return list;
}

/** Where in a list an element's own tree goes on after it. @param {Element} host @param {Hit[]} list */
function placeOf(host, list) {
  const at = list.findIndex(({ node }) => {
    const outer = node.getRootNode() === host.getRootNode() ? node : hostIn(node, host);
    return outer && host.compareDocumentPosition(outer) & Node.DOCUMENT_POSITION_FOLLOWING;
  });
  return at < 0 ? list.length : at;
}

/** What a node of some shadow tree stands in, in the tree of `host`. @param {Node} node @param {Element} host */
function hostIn(node, host) {
  const wanted = host.getRootNode();
  /** @type {Node} */
  let at = node;
  for (;;) {
    const root = at.getRootNode();
    if (root === wanted) return at;
    if (!(root instanceof ShadowRoot)) return null;
    at = root.host;
  }
}
