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

test('a mail address is a whole word, and nothing is cut off to make one', () => {
  for (const text of ['a b@c.de', 'mail:b@c.de', 'E-Mail: <b@c.de>.', '(b@c.de), thanks', 'B<b@c.de>', '**b@c.de**']) {
    assert.equal(readEmail(text)?.value, 'b@c.de', text);
  }
  const long = `${'a'.repeat(64)}@example.com`;
  assert.equal(readEmail(long)?.value, long);
  for (const text of [`a${long}`, 'john,doe@example.com', 'a@b.de@c.de', 'a@example.com/x', '=a@b.de', 'a@b.de1']) {
    assert.equal(readEmail(text), undefined, text);
  }
  assert.equal(readEmail(`${'x '.repeat(490)} anna@example.community`)?.value, 'anna@example.community');
});

test('a name loses what introduces it and what ends it', () => {
  assert.equal(readName('Hi, my name is Anna  Keller.', en)?.value, 'Anna Keller');
  assert.equal(readName("I'm Anna", en)?.value, 'Anna');
  assert.equal(readName('Меня зовут Пётр', ru)?.value, 'Пётр');
  assert.equal(readName("O'Neil-Šimek", en)?.value, "O'Neil-Šimek");
});

test('what cannot be a name is none', () => {
  const odd = ['12345', '', '!!!', 'a@b.co', 'https://evil.example', 'x'.repeat(81), '<b>Anna</b>', 'A', 'A.'];
  const sites = ['evil.example', 'WWW.Evil', 'EVIL.COM', 'Anna evil.com/a'];
  const formulas = ['=Anna', '+Anna', '-Anna', '@Anna', '＝Anna', 'I am =Anna'];
  const talk = ['yes', 'OK!', 'hello there', 'yes, please', "I don't know", "I'm anonymous", 'none', 'No thanks.'];
  for (const text of [...odd, ...sites, ...formulas, ...talk, 'Anna\u202eanK'])
    assert.equal(readName(text, en), undefined, text);
  for (const text of ['да', 'Добрый день!', 'не знаю', 'ок спасибо', 'аноним', 'hello'])
    assert.equal(readName(text, ru), undefined, text);
});

test('a name may be short, dotted, or hold a word that alone would be none', () => {
  for (const text of ['Bo', 'J.R. Smith', 'Dr.Smith', 'Anna Fine', 'Will May', '王芳'])
    assert.equal(readName(text, en)?.value, text);
  assert.equal(readName('Надежда Не-Хайдер', ru)?.value, 'Надежда Не-Хайдер');
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

test('a Chinese name loses what introduces it, though no space shows where it begins, and a sentence is none', () => {
  const zh = environmentOf('zh');
  for (const text of [
    '王小明',
    '我叫王小明',
    '您好，我叫王小明。',
    '你可以叫我王小明吧',
    '我的名字是 王小明',
    '姓名：王小明',
  ])
    assert.equal(readName(text, zh)?.value, '王小明', text);
  assert.equal(readName('安娜·凯勒', zh)?.value, '安娜·凯勒');
  for (const text of ['你好', '不想说', '我的车胎又扎破了', '好的，谢谢'])
    assert.equal(readName(text, zh), undefined, text);
});

test('an Arabic name loses what introduces it, however its letters are spelled', () => {
  const ar = environmentOf('ar');
  for (const text of ['أنا سارة الأحمد', 'انا سارة الأحمد', 'السلام عليكم، اسمي سارة الأحمد', 'إسمي سارة الأحمد؛'])
    assert.equal(readName(text, ar)?.value, 'سارة الأحمد', text);
  for (const text of ['السلام عليكم', 'شُكرًا', 'لا أريد', 'هلا والله'])
    assert.equal(readName(text, ar), undefined, text);
});
