import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { readEmail, readName, readPhone } from './contact-values.ts';
import { environmentOf } from './scenario.fixture.ts';

const en = environmentOf('en');
const ru = environmentOf('ru');

test('a phone number is found in a sentence and stored as E.164', () => {
  assert.equal(readPhone('it is 0151 23456789, thanks', en)?.value, '+4915123456789');
  assert.equal(readPhone('+7 (912) 345-67-89', en)?.value, '+79123456789');
  assert.equal(readPhone('8 912 345-67-89', ru)?.value, '+79123456789');
});

test('what cannot be a phone number is none', () => {
  for (const text of ['12345', '99999', '', 'call me', '+49', '000000000', '+999 123456789']) {
    assert.equal(readPhone(text, en), undefined, text);
  }
});

test('a mail address is found in a sentence, its domain in lower case', () => {
  assert.equal(readEmail('write to Anna.K+shop@Example.COM.')?.value, 'Anna.K+shop@example.com');
  assert.equal(readEmail('почта@пример.рф')?.value, 'почта@пример.рф');
});

test('what cannot be a mail address is none', () => {
  for (const text of [
    'anna@',
    '@example.com',
    'anna@localhost',
    'an..na@example.com',
    '.a@example.com',
    'anna at example.com',
  ]) {
    assert.equal(readEmail(text), undefined, text);
  }
});

test('a name loses what introduces it and what ends it', () => {
  assert.equal(readName('Hi, my name is Anna  Keller.', en)?.value, 'Anna Keller');
  assert.equal(readName('Меня зовут Пётр', ru)?.value, 'Пётр');
  assert.equal(readName("O'Neil-Šimek", en)?.value, "O'Neil-Šimek");
});

test('what cannot be a name is none', () => {
  for (const text of ['12345', '', '!!!', 'a@b.co', 'https://evil.example', 'x'.repeat(81), '<b>Anna</b>']) {
    assert.equal(readName(text, en), undefined, text);
  }
});

test('no text breaks the readers or takes them long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), (text) => {
      readName(text, en);
      readEmail(text);
      readPhone(text, ru);
    }),
    { numRuns: 200 },
  );
  const began = performance.now();
  for (const text of [
    'a.'.repeat(2000),
    `${'a'.repeat(3999)}@`,
    `a@${'b-'.repeat(1999)}`,
    '1'.repeat(4000),
    `a@${'b.'.repeat(1999)}`,
  ])
    readEmail(text);
  assert.ok(performance.now() - began < 500);
});
