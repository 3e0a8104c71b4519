/**
 * The search box: suggestions as one types, and "/" to get there. A combobox as the ARIA Authoring
 * Practices describe it (list autocomplete, manual selection): the focus stays in the input.
 */

const DELAY = 70;
const MOST_KEPT = 200;

/**
 * @typedef {object} Suggestion
 * @property {string} name
 * @property {string} description
 * @property {string} address
 */

/**
 * Suggestions as OpenSearch has them: text, names, descriptions, addresses.
 * @param {[string, string[], string[], string[]]} answer
 * @returns {Suggestion[]}
 */
const read = ([, names, descriptions, addresses]) =>
  names.map((name, at) => ({ name, description: descriptions[at], address: addresses[at] }));

/** @param {string} tag @param {string} text */
const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/** @param {HTMLFormElement} form @param {number} number */
function enhance(form, number) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
  const list = document.createElement('ul');
  const status = make('span', '');
  /** @type {Map<string, Suggestion[]>} */
  const kept = new Map();
  /** @type {Suggestion[]} */
  let shown = [];
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let request = new AbortController();

  list.id = `suggestions-${number}`;
  list.className = 'options';
  list.role = 'listbox';
  list.ariaLabel = input.ariaLabel;
  list.hidden = true;
  status.className = 'status-only';
  status.role = 'status';
  input.role = 'combobox';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.ariaExpanded = 'false';
  form.append(list, status);

  /** @param {number} at */
  const activate = (at) => {
    active = at;
    for (const [its, option] of [...list.children].entries()) option.ariaSelected = String(its === at);
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', list.children[at].id);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };

  /** @param {boolean} open */
  const toggle = (open) => {
    list.hidden = !open;
    input.ariaExpanded = String(open);
    if (!open) activate(-1);
  };

  /** @param {Suggestion[]} found */
  const show = (found) => {
    shown = found;
    list.replaceChildren(
      ...found.map(({ name, description }, at) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${at}`;
        option.role = 'option';
        option.append(make('b', name), make('span', description));
        return option;
      }),
    );
    activate(-1);
    toggle(found.length > 0 && document.activeElement === input);
    const { none = '', one = '', some = '' } = form.dataset;
    status.textContent = found.length ? (found.length > 1 ? some : one).replace('%', String(found.length)) : none;
  };

  const suggest = async () => {
    const text = input.value.trim();
    request.abort();
    if (!text) {
      show([]);
      status.textContent = '';
      return;
    }
    const before = kept.get(text);
    if (before) {
      show(before);
      return;
    }
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = read(await answer.json());
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(text, found);
      if (!signal.aborted) show(found);
    } catch {
      // The form itself still works: suggestions are a help, never the only way.
      if (!signal.aborted) toggle(false);
    }
  };

  input.addEventListener('input', (event) => {
    clearTimeout(timer);
    // Half a syllable is no word yet: Korean and Chinese are composed.
    if (!(/** @type {InputEvent} */ (event).isComposing)) timer = setTimeout(suggest, DELAY);
  });
  input.addEventListener('compositionend', () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, DELAY);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      event.preventDefault();
      if (!open) toggle(true);
      // -1 is the input itself: one step beyond either end.
      const places = shown.length + 1;
      activate(((active + 1 + step + places) % places) - 1);
    } else if (event.key === 'Enter' && open && active >= 0) {
      event.preventDefault();
      location.assign(shown[active].address);
    } else if (event.key === 'Escape') {
      if (open) {
        event.preventDefault();
        toggle(false);
      } else if (!input.value) input.blur();
    }
  });
  input.addEventListener('focus', () => {
    if (input.value.trim() && shown.length) toggle(true);
  });
  input.addEventListener('blur', () => toggle(false));
  // Before the input loses the focus, which closes the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('pointermove', (event) => {
    const at = [...list.children].findIndex((option) => option.contains(/** @type {Node} */ (event.target)));
    if (at >= 0 && at !== active) activate(at);
  });
  list.addEventListener('click', (event) => {
    const at = [...list.children].findIndex((option) => option.contains(/** @type {Node} */ (event.target)));
    if (at < 0) return;
    if (event.ctrlKey || event.metaKey) open(shown[at].address);
    else location.assign(shown[at].address);
  });
  return input;
}

/** @param {EventTarget | null} target */
const isField = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

const forms = [...document.querySelectorAll('form.search')];
const inputs = forms.map((form, number) => enhance(/** @type {HTMLFormElement} */ (form), number));

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  const input = inputs.find((each) => each.checkVisibility());
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});

export {};
