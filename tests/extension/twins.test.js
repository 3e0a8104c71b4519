// Python and JavaScript give the same answers for random text over all scripts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Matcher } from '../../extension/core/matcher.js';
import { matcherData } from '../../extension/core/pack.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const venv = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');
const seed = process.env.GLOSSLIGHT_SEED ?? String(Math.floor(Math.random() * 1e9));
const COUNT = '6000';

describe(`twins (GLOSSLIGHT_SEED=${seed} repeats this run)`, () => {
  const script = fileURLToPath(new URL('twin.py', import.meta.url));
  const output = execFileSync(python, [script, seed, COUNT], {
    cwd: root,
    env: { ...process.env, PYTHONPATH: root },
    maxBuffer: 2 ** 28,
  });
  const { examples, characters, classes } = JSON.parse(output.toString());
  const pack = JSON.parse(readFileSync(new URL('../vectors/pack.json', import.meta.url), 'utf8'));
  const matcher = new Matcher(matcherData(pack));

  test('every assigned character has the same class', () => {
    const names = ['', 'L', 'H', 'C', 'O'];
    const differ = [...characters].filter(
      (character, at) =>
        names[matcher.folder.characters.classOf(character.codePointAt(0) ?? 0)] !== classes[at],
    );
    assert.deepEqual(differ, []);
  });

  test('every text folds alike', () => {
    for (const { text, textLanguage, folded } of examples) {
      assert.equal(matcher.folder.fold(text, textLanguage === 'tr').text, folded, JSON.stringify(text));
    }
  });

  test('every text is spelled alike', () => {
    for (const { text, spelled } of examples) {
      assert.equal(matcher.folder.spell(text), spelled, JSON.stringify(text));
    }
  });

  test('every text has the same matches', () => {
    let count = 0;
    for (const { text, common, textLanguage, matches } of examples) {
      const found = matcher.find(text, { common, textLanguage });
      const got = found.map(({ start, end, ids }) => [start, end, ids]);
      assert.deepEqual(got, matches, JSON.stringify({ text, common, textLanguage }));
      count += matches.length;
    }
    assert.ok(count > examples.length / 4, 'too few matches to say anything');
  });
});
