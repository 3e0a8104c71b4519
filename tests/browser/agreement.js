// A live page shows the same terms as `annotate` marks in its source; `make one-answer` asks all pages.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OWN_PAGES, annotated, compare, corpusPages, difference } from './one-answer.js';

/** @import { Bench } from './suite.js' */

/** Of each folder of the corpus. */
const SAMPLE = 5;

/** @param {Bench} bench */
export function aboutAgreement(bench) {
  const corpus = corpusPages(SAMPLE);
  const files = [...OWN_PAGES, ...corpus];
  describe('agreement with annotate', () => {
    test(`on ${files.length} pages${corpus.length ? '' : ' (more where GLOSSLIGHT_CORPUS is set)'}`, async () => {
      let count = 0;
      for await (const compared of compare(bench, annotated(files))) {
        assert.equal(difference(compared), null, compared.file);
        count += compared.expected.length;
      }
      assert.ok(count > files.length, 'too few terms on the pages to say anything');
    });
  });
}
