// Looks into the tooltip. Its shadow root is closed, to the page and so to scripts of the tests;
// the browsers' own remote protocols see it all the same.

/** @import { Page } from 'puppeteer-core' */

/**
 * What a test needs of a node, whichever protocol it came by.
 * @typedef {object} Seen
 * @property {string} name lower case; '#text' for text
 * @property {string} value of text
 * @property {Record<string, string>} attributes
 * @property {Seen[]} children
 * @property {any} handle
 */

const HOST = 'glosslight-tooltip';

/** @param {Page} page @returns {Promise<Seen | null>} the shadow root */
export async function shadowOf(page) {
  return isFirefox(page) ? overBidi(page) : overCdp(page);
}

/** @param {Page} page */
function isFirefox(page) {
  return page.browser().process()?.spawnfile.includes('firefox') === true;
}

/** @param {Page} page @returns {Promise<Seen | null>} */
async function overCdp(page) {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    /** @type {(node: any) => any} */
    const find = (node) =>
      node.localName === HOST ? node : (node.children ?? []).map(find).find(Boolean);
    const host = find(root);
    return host ? fromCdp(host.shadowRoots[0]) : null;
  } finally {
    await session.detach();
  }
}

/** @param {any} node @returns {Seen} */
function fromCdp(node) {
  /** @type {Record<string, string>} */
  const attributes = {};
  const list = node.attributes ?? [];
  for (let at = 0; at < list.length; at += 2) attributes[list[at]] = list[at + 1];
  return {
    name: node.nodeName.toLowerCase(),
    value: node.nodeValue ?? '',
    attributes,
    children: (node.children ?? []).map(fromCdp),
    handle: node.backendNodeId,
  };
}

/** @param {Page} page @param {string} method @param {object} params @returns {Promise<any>} */
async function bidi(page, method, params) {
  const { connection } = /** @type {any} */ (page.browser());
  return (await connection.send(method, params)).result;
}

/** @param {Page} page */
const contextOf = (page) => /** @type {any} */ (page.mainFrame())._id;

/** @param {Page} page @returns {Promise<Seen | null>} */
async function overBidi(page) {
  const { result } = await bidi(page, 'script.evaluate', {
    expression: `document.querySelector(${JSON.stringify(HOST)})`,
    target: { context: contextOf(page) },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 20, includeShadowTree: 'all' },
  });
  return result.type === 'node' ? fromBidi(result.value.shadowRoot) : null;
}

/** @param {any} node @returns {Seen} */
function fromBidi({ sharedId, value }) {
  return {
    name: value.nodeType === 3 ? '#text' : (value.localName ?? '#root'),
    value: value.nodeValue ?? '',
    attributes: value.attributes ?? {},
    children: (value.children ?? []).map(fromBidi),
    handle: sharedId,
  };
}

/** @param {Page} page @param {Seen} seen @returns {Promise<{x: number, y: number}>} its middle */
async function middleOf(page, { handle }) {
  if (isFirefox(page)) {
    const { result } = await bidi(page, 'script.callFunction', {
      functionDeclaration: `(element) => {
        const { left, top, width, height } = element.getClientRects()[0];
        return JSON.stringify({ x: left + width / 2, y: top + height / 2 });
      }`,
      arguments: [{ sharedId: handle }],
      target: { context: contextOf(page) },
      awaitPromise: false,
    });
    return JSON.parse(result.value);
  }
  const session = await page.createCDPSession();
  try {
    const { quads } = await session.send('DOM.getContentQuads', { backendNodeId: handle });
    const [x1, y1, , , x2, y2] = quads[0];
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  } finally {
    await session.detach();
  }
}

/** @param {Seen} seen @returns {string} */
export function textOf({ name, value, children }) {
  if (name === '#text') return value;
  return name === 'style' ? '' : children.map(textOf).join('');
}

/** @param {Seen} seen @param {(seen: Seen) => boolean} test @returns {Seen[]} in document order */
export function all(seen, test) {
  return [...(test(seen) ? [seen] : []), ...seen.children.flatMap((child) => all(child, test))];
}

/** @param {string} name */
export const classed = (name) => (/** @type {Seen} */ { attributes }) =>
  (attributes.class ?? '').split(' ').includes(name);

/** What a sense shows as long as nobody reads on. @param {Seen} seen @returns {Seen} */
function withoutHidden(seen) {
  const hides = classed('short')(seen);
  const children = seen.children.filter((child) => !(hides && classed('rest')(child)));
  return { ...seen, children: children.map(withoutHidden) };
}

/**
 * The tooltip as a reader sees it; null where none is open.
 * @param {Page} page
 */
export async function readTooltip(page) {
  const open = await page.evaluate(
    (host) => document.querySelector(host)?.matches(':popover-open') ?? false,
    HOST,
  );
  const whole = open ? await shadowOf(page) : null;
  const root = whole && withoutHidden(whole);
  // Without content it only speaks to screen readers.
  if (!root || !all(root, (seen) => classed('card')(seen) || classed('offer')(seen)).length) return null;
  const texts = (/** @type {string} */ name) => all(root, classed(name)).map(textOf);
  const dialog = all(root, ({ attributes }) => attributes.role === 'dialog')[0];
  return {
    dialog: dialog?.attributes,
    offer: all(root, classed('offer')).length > 0,
    labels: texts('label'),
    expansions: texts('expansion'),
    definitions: all(root, (seen) => classed('definition')(seen) && !classed('rest')(seen)).map(textOf),
    rest: texts('rest'),
    english: texts('english').join(' '),
    tags: texts('tag'),
    references: texts('reference'),
    languages: all(root, classed('sense')).map(({ attributes }) => attributes.lang),
    backs: texts('back').length,
    text: textOf(root),
    status: texts('status').join(''),
    notice: texts('said').join(''),
    tools: all(root, classed('tool')).map(({ attributes }) => attributes['aria-label']),
    words: [...texts('none'), ...texts('why'), ...texts('question')],
    lead: texts('lead').join(''),
    source: texts('source').join(''),
  };
}

/**
 * Presses a button of the tooltip with the mouse.
 * @param {Page} page @param {string} className @param {string} [text]
 */
export async function pressInTooltip(page, className, text) {
  const root = await shadowOf(page);
  const button = root && all(root, classed(className)).find((seen) => !text || textOf(seen) === text);
  if (!button) throw new Error(`the tooltip has no ${className} ${text ?? ''}`);
  const { x, y } = await middleOf(page, button);
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.click(x, y);
}
