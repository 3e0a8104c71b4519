import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { panelOpener } from '../ui/panels.js';
import {
  iconButton,
  languageSelect,
  pageTerms,
  requestSite,
  siteSwitch,
  termsHeading,
} from '../ui/parts.js';
import { askTab, currentPage } from '../ui/tab-link.js';
import { prepare, text } from '../ui/text.js';

/** @import { Page } from '../ui/tab-link.js' */

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const tools = /** @type {HTMLElement} */ (document.getElementById('tools'));
/** A page that was just switched on takes a moment to be read; in milliseconds. */
const PATIENCE = [0, 150, 300, 600, 1200];

async function show() {
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
  const allow = button('button main', () => requestSite(page.pattern, show), text('allowSite', page.host));
  main.replaceChildren(make('div', 'ask', allow, make('p', '', text('allowHint'))));
}

/** @param {Page} page */
async function showSite(page) {
  const [{ on }, { settings, languages }] = await Promise.all([
    ask('site', { host: page.host }),
    ask('settings'),
  ]);
  const list = make('section', '');
  let isOn = on;
  const site = siteSwitch(page.host, on, async (wanted) => {
    isOn = wanted;
    await ask('switch', { host: page.host, on: wanted });
    await showTerms(page, list, wanted);
  });
  const language = languageSelect(settings.language, languages, async (chosen) => {
    await ask('set', { changed: { language: chosen } });
    await showTerms(page, list, isOn);
  });
  main.replaceChildren(site, list, make('footer', '', make('label', '', `${text('language')} `, language)));
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
      const rows = await ask('rows', { ids: terms.map(({ id }) => id) });
      const reveal = (/** @type {string} */ id) => askTab(page.id, 'reveal', { id });
      list.replaceChildren(termsHeading(rows.length), pageTerms(terms, rows, reveal));
      return;
    }
  }
  list.replaceChildren(make('p', 'note', text('noTerms')));
}

async function showTools() {
  const opener = await panelOpener();
  if (opener) {
    tools.append(iconButton('panel', text('openPanel'), () => opener().then(() => close())));
  }
  tools.append(
    iconButton('settings', text('openOptions'), () => {
      chrome.runtime.openOptionsPage();
      close();
    }),
  );
}

prepare('Glosslight');
showTools();
show().catch((error) => main.replaceChildren(make('p', 'note', text('failed', String(error)))));
