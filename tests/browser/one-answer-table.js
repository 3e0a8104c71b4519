// `make one-answer`: every page of the corpus in both browsers, as a table; fails where one differs.
import { basename } from 'node:path';
import { BROWSERS, launch } from './browsers.js';
import { OWN_PAGES, annotated, compare, corpusPages, difference } from './one-answer.js';
import { serve } from './server.js';

/** @import { Bench } from './suite.js' */

const corpus = corpusPages();
if (!corpus.length) throw new Error('there is no corpus: set GLOSSLIGHT_CORPUS to its folder');
const expected = annotated([...OWN_PAGES, ...corpus]);
const rows = [];
const { BROWSER } = process.env;
for (const name of BROWSERS.filter((each) => !BROWSER || each === BROWSER)) {
  const site = await serve();
  const launched = await launch(name);
  const row = { browser: name, pages: 0, marks: 0, same: 0, different: 0 };
  try {
    for await (const compared of compare(/** @type {Bench} */ ({ site, launched }), expected)) {
      const differs = difference(compared);
      row.pages++;
      row.marks += compared.seen.length;
      if (differs) {
        row.different++;
        console.log(`${name}, ${basename(compared.file)}: ${differs}`);
      } else {
        row.same++;
      }
    }
  } finally {
    await launched.close();
    await site.close();
  }
  rows.push(row);
}
console.table(rows);
process.exit(rows.some(({ different }) => different) ? 1 : 0);
