// Folding: what is compared, and the way back to what is written (MATCHING, Folding).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Folder } from '../../extension/core/fold.js';
import { rules } from './small-pack.js';

const folder = new Folder(rules.characters);

describe('folded text', () => {
  for (const [what, text, folded] of [
    ['letter case', 'LoRA ÉCOLE', 'lora école'],
    ['full case folding', 'Straße ΣΊΣΥΦΟΣ', 'strasse σίσυφοσ'],
    ['capital I with a dot is two characters when lowered', 'İx', 'i̇x'],
    ['compatibility forms', 'ＬｏＲＡ ﬁne ½', 'lora fine 1⁄2'],
    ['beyond the basic plane', '𝐋𝐨𝐑𝐀', 'lora'],
    ['composition', 'e\u0301 \u1112\u1161\u11ab', 'é 한'],
    ['spaces and hyphens, any number', 'a -\u00a0\u2013\u3000b', 'a b'],
    ['apostrophes', 'it’s ‘so’', "it's 'so'"],
    ['what is not seen', 'Lo\u00adRA\u200b\ufeff!', 'lora!'],
    ['invisible characters inside a blank', 'a \u200b b', 'a b'],
    ['half a pair', 'a\ud83d', 'a\ufffd'],
    ['nothing', '', ''],
  ]) {
    test(what, () => assert.equal(folder.fold(text).text, folded));
  }

  test('Turkish: the dot matters', () => {
    assert.equal(folder.fold('IİSTANBUL', true).text, 'ıistanbul');
  });
});

describe('the way back', () => {
  /** @param {string} text @param {string} folded */
  function original(text, folded) {
    const whole = folder.fold(text);
    const at = whole.text.indexOf(folded);
    assert.ok(at >= 0, `${folded} is not in ${whole.text}`);
    const [start, end] = [whole.start(at), whole.end(at + folded.length)];
    return start < 0 || end < 0 ? null : text.slice(start, end);
  }

  test('over characters of two units', () => {
    assert.equal(original('😀 𝐋𝐨𝐑𝐀 😀', 'lora'), '𝐋𝐨𝐑𝐀');
  });
  test('over what shrinks and what grows', () => {
    assert.equal(original('ß  -  Stable \u2014 Diffusion ß', 'stable diffusion'), 'Stable \u2014 Diffusion');
  });
  test('what is dropped at the edges stays outside', () => {
    assert.equal(original('\u200bLo\u00adRA\u200b', 'lora'), 'Lo\u00adRA');
  });
  test('a mark belongs to its letter', () => {
    assert.equal(original('cafe\u0301s', 'café'), 'cafe\u0301');
  });
  test('no match begins or ends inside what folds together', () => {
    assert.equal(original('oﬃce', 'fice'), null);
    assert.equal(original('oﬃce', 'of'), null);
    assert.equal(original('oﬃce', 'office'), 'oﬃce');
  });
});

test('spelling keeps the case and nothing else', () => {
  assert.equal(folder.spell(' ＣＬＩＰ\u00ad \u2013 Skip’s'), "CLIP Skip's");
});

test('a form has no blanks around it', () => assert.equal(folder.foldForm(' LoRA- '), 'lora'));
