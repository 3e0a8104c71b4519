import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { renderLanguage, renderSite, renderTerms } from './parts.js';
import { askTab } from './tab-link.js';

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const text = chrome.i18n.getMessage;
/** A page that was just switched on takes a moment to be read. */
const PATIENCE = [0, 150, 300, 600, 1200];

/** @typedef {{id: number, host: string, pattern: string}} Page */

/** @returns {Promise<Page | null>} */
async function currentPage() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (!tab?.id || !tab.url || !URL.canParse(tab.url)) return null;
  const { protocol, hostname } = new URL(tab.url);
  if (!/^https?:$/.test(protocol)) return null;
  return { id: tab.id, host: hostname, pattern: `*://${hostname}/*` };
}

async function show() {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  const page = await currentPage();
  if (!page) {
    main.replaceChildren(make('p', 'note', text('noPage')));
  } else if (await chrome.permissions.contains({ origins: [page.pattern] })) {
    await showSite(page);
  } else {
    showRequest(page);
  }
}

/** @param {Page} page */
function showRequest(page) {
  // Asked at once, in the press itself: browsers refuse later. The worker does the rest.
  const request = async () => {
    if (await chrome.permissions.request({ origins: [page.pattern] })) await show();
  };
  const allow = button('allow', request, text('allowSite', page.host));
  main.replaceChildren(allow, make('p', 'hint', text('allowHint')));
}

/** @param {Page} page */
async function showSite(page) {
  const [{ on }, { settings, languages }] = await Promise.all([
    ask('site', { host: page.host }),
    ask('settings'),
  ]);
  const list = make('section', '');
  const site = renderSite(page.host, on, async (wanted) => {
    await ask('switch', { host: page.host, on: wanted });
    await showTerms(page, list, wanted);
  });
  const foot = renderLanguage(settings.language, languages, async (chosen) => {
    await ask('set', { changed: { language: chosen } });
    await showTerms(page, list, site.input.checked);
  });
  main.replaceChildren(site.element, list, foot);
  await showTerms(page, list, on);
}

/** @param {Page} page @param {HTMLElement} list @param {boolean} on */
async function showTerms(page, list, on) {
  if (!on) {
    list.replaceChildren(make('p', 'note', text('isOff')));
    return;
  }
  for (const delay of PATIENCE) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    const terms = await askTab(page.id, 'summary').catch(() => []);
    if (terms.length) {
      const cards = await ask('entry', { ids: terms.map(({ id }) => id), language: '' });
      list.replaceChildren(renderTerms(terms, cards, (id) => askTab(page.id, 'reveal', { id })));
      return;
    }
  }
  list.replaceChildren(make('p', 'note', text('noTerms')));
}

show().catch((error) => main.replaceChildren(make('p', 'note', text('failed', String(error)))));
