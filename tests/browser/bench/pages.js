// The pages that are measured: one of a million characters in three languages, and ten of the corpus.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const corpus = process.env.GLOSSLIGHT_CORPUS ?? (existsSync(shared) ? shared : '');
if (!corpus) throw new Error('there is no corpus: set GLOSSLIGHT_CORPUS to its folder');

/** @param {string} folder @returns {string[]} paths */
export function htmlIn(folder) {
  const names = readdirSync(`${corpus}/${folder}`).filter((name) => name.endsWith('.html')).sort();
  return names.map((name) => `${corpus}/${folder}/${name}`);
}

const ARTICLE = /<article>([^]*)<\/article>/;
const TAG = /<[^>]*>/g;

/**
 * A page of on-topic articles in English, Chinese and Korean by turns, each as often as it takes.
 * @param {number} size characters of text
 */
export function longPage(size) {
  const articles = ['en', 'zh', 'ko'].map((language) =>
    htmlIn(`on-topic/${language}`).map((path) => {
      const [, inner = ''] = ARTICLE.exec(readFileSync(path, 'utf8')) ?? [];
      return `<article lang="${language}">${inner.replace(/<(?:img|script|iframe)\b[^>]*>/g, '')}</article>`;
    }),
  );
  let html = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Long</title><body>';
  let text = 0;
  for (let at = 0; text < size; at++) {
    const ofLanguage = articles[at % articles.length];
    const article = ofLanguage[Math.floor(at / articles.length) % ofLanguage.length];
    html += article;
    text += article.replace(TAG, '').length;
  }
  return `${html}</body></html>`;
}

/** Ten pages, evenly spread over the corpus. @returns {string[]} paths */
export function tenPages() {
  const all = ['pages', 'on-topic/en', 'on-topic/zh', 'on-topic/ko'].flatMap(htmlIn);
  return Array.from({ length: 10 }, (_, at) => all[Math.floor((at * all.length) / 10)]);
}
