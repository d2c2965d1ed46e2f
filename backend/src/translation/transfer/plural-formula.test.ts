import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { gettextPlurals } from './plural-formula.ts';

const TAGS =
  'en ru uk de es fr pt-BR zh ar pl cs sk lt lv sl he ga cy ro it ja ko mt hr sr bs is mk da sv nl fi tr hi fa ca'.split(
    ' ',
  );

/** C and JavaScript agree on these expressions. */
function compile(header: string): (n: number) => number {
  const formula = /plural=(.*);$/.exec(header)![1]!;
  return runInNewContext(`(n) => Number(${formula})`) as (n: number) => number;
}

test('the formula of each language chooses what CLDR chooses', () => {
  for (const tag of TAGS) {
    const { forms, header } = gettextPlurals(tag)!;
    const choose = compile(header);
    const rules = new Intl.PluralRules(tag);
    assert.ok(header.startsWith(`nplurals=${forms.length};`), tag);
    for (const n of [...Array(1000).keys(), 1_000, 12_345, 1_000_000, 3_000_000, 1_000_021]) {
      assert.equal(forms[choose(n)], rules.select(n), `${tag} ${n}`);
    }
  }
});

test('forms that only fractions take are not among them, and a language of no known family has none', () => {
  assert.deepEqual(gettextPlurals('ru')?.forms, ['one', 'few', 'many']);
  assert.deepEqual(gettextPlurals('ar')?.forms, ['zero', 'one', 'two', 'few', 'many', 'other']);
  assert.equal(gettextPlurals('br'), undefined);
});
