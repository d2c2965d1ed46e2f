import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpelling } from './spelling.ts';

function spellingOf(...words: string[]): ReturnType<typeof createSpelling> {
  const spelling = createSpelling();
  for (const word of words) spelling.add(word);
  return spelling;
}

test('one letter wrong, missing, doubled or swapped is corrected', () => {
  const spelling = spellingOf('puncture', 'велосипед');
  for (const typo of ['punkture', 'puncure', 'puncturre', 'pucnture'])
    assert.equal(spelling.correct(typo), 'puncture', typo);
  assert.equal(spelling.correct('велосепед'), 'велосипед');
});

test('a known word, a short word and a word two letters off are left alone', () => {
  const spelling = spellingOf('pain', 'puncture');
  assert.equal(spelling.correct('puncture'), undefined);
  assert.equal(spelling.correct('paint'), undefined);
  assert.equal(spelling.correct('pumcturr'), undefined);
});
