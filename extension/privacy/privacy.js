import { text } from '../ui/text.js';

/** All languages are on the page, for who reads it without scripts; with them, one at a time. */
const articles = [...document.querySelectorAll('article')];

function show() {
  const wanted = location.hash.slice(1) || text('locale');
  const chosen = articles.find(({ id }) => id === wanted) ?? articles[0];
  for (const article of articles) article.hidden = article !== chosen;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === `#${chosen.id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  document.documentElement.lang = chosen.lang;
  document.title = `${chosen.querySelector('h1')?.textContent} · Glosslight`;
}

addEventListener('hashchange', show);
show();
