import { make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { prepare, text } from '../ui/text.js';
import { filePart } from './file.js';
import { keyboardPart } from './keyboard.js';
import { knownPart } from './known.js';
import { lookupsPart } from './lookups.js';
import { marksPart } from './marks.js';
import { ownPart } from './own.js';
import { privacyPart } from './privacy.js';
import { readingPart } from './reading.js';
import { serverPart } from './server.js';
import { sitesPart } from './sites.js';
import { tagsPart } from './tags.js';

/** @import { Settings } from '../core/settings.js' */
/** @import { Part } from './parts.js' */

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const nav = /** @type {HTMLElement} */ (document.getElementById('nav'));

/**
 * All that the options say of how things are; kept up to date while they are open.
 * @typedef {Awaited<ReturnType<typeof import('../background/messages.js').answers.settings>>} Known
 */

/** @param {Partial<Settings>} changed */
async function change(changed) {
  await ask('set', { changed });
  warn(await ask('settings'));
}

const warning = make('p', 'warning');
warning.setAttribute('role', 'status');

/** Says which settings found no room in the account. @param {Known} known */
function warn({ keptHere }) {
  warning.hidden = !keptHere.length;
  warning.textContent = warning.hidden ? '' : text('keptHere', keptHere.join(', '));
}

/** @param {Part[]} parts */
function fillNav(parts) {
  nav.setAttribute('aria-label', text('sections'));
  const links = parts.map(({ id, title }) => {
    const link = make('a', '', title);
    link.href = `#${id}`;
    return link;
  });
  nav.append(...links);
  const follow = () => {
    // The section that one reads is the last that begins in the upper third.
    const line = innerHeight / 3;
    const at = parts.findLastIndex(({ element }) => element.getBoundingClientRect().top < line);
    links.forEach((link, index) => {
      if (index === Math.max(at, 0)) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  };
  addEventListener('scroll', follow, { passive: true });
  follow();
}

async function show() {
  prepare(text('options'));
  const known = await ask('settings');
  const parts = await Promise.all([
    readingPart(known, change),
    marksPart(known, change),
    tagsPart(known, change),
    lookupsPart(known, change),
    ownPart(),
    knownPart(),
    sitesPart(),
    serverPart(),
    keyboardPart(),
    filePart(() => location.reload()),
    privacyPart(),
  ]);
  warn(known);
  const { version } = chrome.runtime.getManifest();
  const foot = make('p', 'foot', `Glosslight · ${text('version', version)}`);
  main.replaceChildren(make('h1', '', text('openOptions')), warning, ...parts.map(({ element }) => element), foot);
  fillNav(parts);
  // The address may name a section; it was not there when the page was.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

show().catch((error) => main.replaceChildren(make('p', 'note', text('failed', String(error)))));
