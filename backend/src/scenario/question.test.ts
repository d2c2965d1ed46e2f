import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isQuestion, isSentence } from './question.ts';
import { environmentOf } from './scenario.fixture.ts';

test('a question is known by its mark, or by a word where the language puts it', () => {
  const asks = (locale: string, text: string) => isQuestion(text, environmentOf(locale));
  assert.deepEqual(
    [
      asks('en', 'when are you open'),
      asks('en', 'I know when'),
      asks('ru', 'сколько стоит'),
      asks('ru', 'скажу сколько'),
    ],
    [true, false, true, false],
  );
  for (const text of ['修车要多少钱', '你们周日开门吗', '几点关门', '可以刷卡?', '可以刷卡？'])
    assert.ok(asks('zh', text), text);
  for (const text of ['بكم تصليح الدراجة', 'متى تفتحون', 'عندكم موعد؟']) assert.ok(asks('ar', text), text);
  for (const text of ['في أي وقت', 'من الصباح إلى الظهر']) assert.ok(!asks('ar', text), text);
  for (const text of ['下午或晚上', '公路车', '我自己送过去', '随便']) assert.ok(!asks('zh', text), text);
});

test('a sentence has four words, also where no space divides them', () => {
  assert.deepEqual(['my bike is broken', 'Anna Keller', '我的车胎又扎破了', '王小明'].map(isSentence), [
    true,
    false,
    true,
    false,
  ]);
});
