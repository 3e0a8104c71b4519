/**
 * The annotate page with one button: counts, preview and file from one form, which keeps what was
 * pasted or chosen. Without this script the form's own buttons do the same one by one.
 */

/**
 * @typedef {object} Found
 * @property {number} count
 * @property {{name: string, address: string}[]} terms the senses of one word
 */

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/** @param {string} name */
const button = (name) => /** @type {HTMLButtonElement} */ (find(`.annotate button[name=${name}]`));

const form = /** @type {HTMLFormElement} */ (find('form.annotate'));
const said = find('.annotate .status');
const report = find('.found');
const outcome = find('.outcome');

/** @param {Found} found */
function line({ count, terms }) {
  const item = document.createElement('li');
  const names = document.createElement('span');
  for (const [at, { name, address }] of terms.entries()) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = name;
    names.append(...(at ? [', ', link] : [link]));
  }
  const times = document.createElement('small');
  times.textContent = String(count);
  item.append(names, times);
  return item;
}

/** @param {number} total @param {Found[]} found */
function show(total, found) {
  const { none = '', one = '', some = '' } = form.dataset;
  const words = total ? (total > 1 ? some : one).replace('%', total.toLocaleString('en')) : none;
  find('.found .total').textContent = words;
  find('.found ul').replaceChildren(...found.map(line));
  report.hidden = false;
  outcome.classList.add('shown');
  said.textContent = words;
}

async function annotate() {
  said.textContent = form.dataset.working ?? '';
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new FormData(form),
      headers: { Accept: 'application/json' },
    });
    const result = await answer.json();
    if (!answer.ok) {
      said.textContent = result.problem ?? result.detail ?? form.dataset.failed;
      return;
    }
    show(result.total, result.found);
  } catch {
    said.textContent = form.dataset.failed ?? '';
    return;
  }
  // The frame gets the page itself, in an origin of its own; a script could only hand it over as ours.
  form.requestSubmit(button('look'));
}

form.addEventListener('submit', (event) => {
  if (event.submitter !== button('all')) return;
  event.preventDefault();
  void annotate();
});

export {};
