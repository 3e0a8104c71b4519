import { ask } from '../dom/worker-link.js';
import { renderEntry, renderGone } from '../ui/entry-view.js';
import { prepare } from '../ui/text.js';

const main = /** @type {HTMLElement} */ (document.getElementById('main'));

/** The entry that the address names behind its #. */
async function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  const details = await ask('details', { id });
  prepare(details ? `${details.card.label} · Glosslight` : 'Glosslight');
  main.replaceChildren(
    details ? renderEntry(details, (other) => (location.hash = `#${encodeURIComponent(other)}`), 'h1') : renderGone(),
  );
  scrollTo(0, 0);
}

addEventListener('hashchange', show);
show();
