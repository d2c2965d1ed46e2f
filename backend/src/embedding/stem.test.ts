import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentStems, stems, stopWords } from './stem.ts';

test('Russian forms of a word share a stem', () => {
  const forms = ['велосипед', 'велосипеда', 'велосипеды', 'Велосипедом', 'велосипедах'];
  assert.equal(new Set(forms.flatMap((form) => stems(form, 'ru'))).size, 1);
});

test('ё and е are the same letter', () => {
  assert.deepEqual(stems('Счёт', 'ru'), stems('счет', 'ru'));
});

test('the script decides the language where the locale cannot', () => {
  assert.deepEqual(stems('repairs ремонта', 'ru'), stems('repair ремонт', 'en'));
});

test('the locale decides among languages of one script', () => {
  assert.deepEqual(stems('Häuser', 'de-AT'), stems('Haus', 'de'));
  assert.notDeepEqual(stems('Häuser', 'en'), stems('Haus', 'en'));
});

test('a language without a stemmer keeps whole words', () => {
  assert.deepEqual(stems('Szia kerékpárok', 'xx'), ['szia', 'kerekparok']);
});

test('a decomposed letter counts as the composed one', () => {
  assert.deepEqual(stems('чайник'.normalize('NFD'), 'ru'), stems('чайник', 'ru'));
});

test('content stems leave stop words out, each by the language of its script', () => {
  assert.deepEqual(contentStems('How much is the ремонт и do you вы чистите?', 'en'), [
    'ремонт',
    ...stems('чистите', 'ru'),
  ]);
  assert.ok(stopWords('en-GB').has('the'));
  assert.equal(stopWords('xx').size, 0);
});

test('a text of stop words has no content', () => {
  assert.deepEqual(contentStems('а как это?', 'ru'), []);
});

test('what is typed without accents, umlauts or vowel signs is the same word', () => {
  for (const [locale, written, typed] of [
    ['de', 'Öffnungszeiten für Fahrräder', 'Oeffnungszeiten fuer Fahrraeder'],
    ['es', '¿Cuánto cuesta la reparación?', 'cuanto cuesta la reparacion'],
    ['fr', 'Réparez-vous les vélos à Pâques ?', 'reparez vous les velos a paques'],
    ['pt-BR', 'Vocês fazem revisão?', 'voces fazem revisao'],
    ['uk', 'комп’ютер', "комп'ютер"],
    ['ar', 'إِصْلاحُ الدَّرّاجَةِ ٢٥', 'اصلاح الدراجه 25'],
  ] as const) {
    assert.deepEqual(stems(written, locale), stems(typed, locale), locale);
  }
});

test('Chinese is cut into words, so that a part of a sentence can be found', () => {
  assert.deepEqual(contentStems('你们的电池多少钱？', 'zh'), ['电池', '多少钱']);
  assert.ok(stems('我的电池坏了', 'zh').includes('电池'));
});
