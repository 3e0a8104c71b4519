import { ServerError, patternOf, readServer } from '../core/server-address.js';
import { button, make } from '../dom/make.js';
import { ask } from '../dom/worker-link.js';
import { count, text } from '../ui/text.js';
import { makePart, makeSaid } from './parts.js';

/** @import { ServerProblem } from '../core/server-address.js' */

/** @typedef {Awaited<ReturnType<typeof import('../background/messages.js').answers.server>>} Set_ */

/** @type {Record<ServerProblem, (detail: string) => string>} */
const PROBLEMS = {
  address: (detail) => text('problemAddress', detail),
  insecure: () => text('problemInsecure'),
  permission: () => text('problemPermission'),
  offline: () => text('problemOffline'),
  timeout: () => text('problemTimeout'),
  redirect: () => text('problemRedirect'),
  unauthorized: () => text('problemUnauthorized'),
  notFound: () => text('problemNotFound'),
  status: (detail) => text('problemStatus', detail),
  huge: (detail) => text('problemHuge', detail),
  json: () => text('problemJson'),
  format: (detail) => text('problemFormat', detail),
  shape: (detail) => text('problemShape', detail),
  digest: () => text('problemDigest'),
  room: (detail) => text('problemRoom', detail),
};

export async function serverPart() {
  const box = make('div', 'box');
  await fill(box);
  return makePart('server', text('sectionServer'), text('serverHint'), box);
}

/** @param {HTMLElement} box */
async function fill(box) {
  const server = await ask('server');
  box.replaceChildren(...(server.url ? connected(server, box) : await unconnected(box)));
}

/** @param {Set_} server @param {HTMLElement} box */
function connected({ url, glossary, status }, box) {
  const said = makeSaid();
  const words = make('div', 'words');
  const from = new URL(url).host + (glossary ? ` · ${glossary}` : '');
  /** @param {Set_['status']} now */
  const tell = ({ problem, checkedAt, entries }) => {
    const when = make('span', 'hint', text('serverChecked', ago(checkedAt)));
    words.replaceChildren(text('serverIs', [count(entries), from]), when);
    if (problem) said.complain(`${PROBLEMS[problem.code](problem.detail)} ${text('lastGood')}`);
  };
  tell(status);
  const check = button('button', async () => {
    check.disabled = true;
    said.say(text('checking'));
    const now = await ask('check');
    check.disabled = false;
    if (!now.problem) said.say(text('serverUpToDate'));
    tell(now);
  }, text('checkNow'));
  const leave = button('button', async () => {
    await ask('disconnect');
    await fill(box);
    box.querySelector('input')?.focus();
  }, text('disconnect'));
  return [make('div', 'line', words), make('div', 'pad', make('div', 'actions', check, leave), said.element)];
}

/** @param {HTMLElement} box */
async function unconnected(box) {
  const { total } = await ask('search', { query: '' });
  const said = makeSaid();
  const form = make('form', 'form');
  const url = field('url', 'https://gloss.example.org');
  url.required = true;
  const token = field('password', '');
  token.autocomplete = 'off';
  const glossary = field('text', '');
  const submit = make('button', 'button main', text('connect'));
  form.append(
    labelled(text('serverUrl'), '', url),
    make(
      'div',
      'pair',
      labelled(text('serverToken'), text('serverTokenHint'), token),
      labelled(text('serverGlossary'), text('serverGlossaryHint'), glossary),
    ),
    make('div', 'actions', submit),
    said.element,
  );
  // What is wrong is said in our own words.
  form.noValidate = true;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = { url: url.value, token: token.value, glossary: glossary.value };
    url.removeAttribute('aria-invalid');
    try {
      const { url: address } = readServer(typed);
      const granted = await requestServer(address);
      submit.disabled = true;
      said.say(text('connecting'));
      const outcome = await ask('connect', { ...typed, granted }).finally(() => (submit.disabled = false));
      if ('problem' in outcome) throw new ServerError(outcome.problem, outcome.detail);
      await fill(box);
      box.querySelector('button')?.focus();
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      said.complain(`${PROBLEMS[error.code](error.detail)} ${text('unchanged')}`);
      if (error.code === 'address') url.setAttribute('aria-invalid', 'true');
    }
  });
  return [make('p', 'line', text('serverShipped', count(total))), make('div', 'pad', form)];
}

/** @param {string} name @param {string} hint @param {HTMLElement} control */
function labelled(name, hint, control) {
  const label = make('label', '', name, control);
  if (hint) label.append(make('span', 'hint', hint));
  return label;
}

/** @param {'url' | 'password' | 'text'} type @param {string} placeholder */
function field(type, placeholder) {
  const input = make('input', 'field');
  input.type = type;
  input.placeholder = placeholder;
  input.spellcheck = false;
  input.autocapitalize = 'none';
  return input;
}

/**
 * Asks the browser for access to a server, in the press itself.
 * @param {string} url
 * @returns {Promise<boolean>} whether it was given just now
 */
async function requestServer(url) {
  const origins = [patternOf(url)];
  let had = false;
  // Not awaited before the request: the press would be over.
  const asking = chrome.permissions.request({ origins });
  chrome.permissions.contains({ origins }).then((contained) => (had = contained));
  return (await asking.catch(() => false)) && !had;
}

/** @param {number} time in milliseconds since 1970 */
function ago(time) {
  const minutes = Math.round((time - Date.now()) / 60_000);
  const format = new Intl.RelativeTimeFormat(text('locale'), { numeric: 'auto' });
  if (minutes > -60) return format.format(minutes, 'minute');
  if (minutes > -60 * 24) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 60 / 24), 'day');
}
