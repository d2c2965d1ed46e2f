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
  assert.deepEqual(stems('Szia kerékpárok', 'xx'), ['szia', 'kerékpárok']);
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
