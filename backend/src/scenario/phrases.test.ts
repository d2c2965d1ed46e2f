import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containsPhrase, countWords, normalise } from './phrases.ts';

test('what people spell one way or the other is the same', () => {
  for (const [one, other] of [
    ['Ещё!', 'еще'],
    ['ＯＫ。', 'ok'],
    ['Não, já está', 'nao ja esta'],
    ['Йод', 'йод'],
    ['أُوافِق', 'اوافق'],
    ['الورشة', 'الورشه'],
    ['مســاء إلى', 'مساء الي'],
    ['٤٢ و ۴۲', '42 و 42'],
  ] as const)
    assert.equal(normalise(one), normalise(other), one);
});

test('a Chinese phrase is found inside a text, and its characters are half a word each', () => {
  assert.ok(containsPhrase(normalise('麻烦帮我选一下，谢谢'), normalise('帮我选')));
  assert.ok(!containsPhrase(normalise('我选'), normalise('帮我选')));
  assert.deepEqual(
    ['公路车', '好', 'iPhone 手机', 'two words'].map((text) => countWords(normalise(text))),
    [2, 1, 2, 2],
  );
});
