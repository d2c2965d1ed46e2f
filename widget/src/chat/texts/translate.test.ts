import { expect } from '@open-wc/testing';
import i18next from 'i18next';
import { createTranslate, type TextTree } from './translate.ts';

/** Of every placeholder, whichever they are called. */
function valuesFor(tree: TextTree): Record<string, string> {
  const names = [...JSON.stringify(tree).matchAll(/\{\{-?\s*([^\s}]+)\s*\}\}/g)].map((match) => match[1]!);
  return Object.fromEntries(names.map((name) => [name, `<${name}> & {{count}}`]));
}
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 22, 100, 1.5];

/** Keys as code writes them: without plural endings. */
function keysOf(tree: TextTree, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[...path, key.replace(/_(zero|one|two|few|many|other)$/, '')].join('.')]
      : keysOf(value, [...path, key]),
  );
}

describe('the translator', () => {
  for (const locale of ['en', 'ru']) {
    it(`says what i18next says, for every key of ${locale} and every form of number`, async () => {
      const read = async (file: string) => (await (await fetch(`/locales/${locale}/${file}`)).json()) as TextTree;
      const tree = { ...(await read('widget.json')), ...(await read('widget-more.json')) };
      const real = i18next.createInstance();
      await real.init({
        lng: locale,
        resources: { [locale]: { translation: tree } },
        interpolation: { escapeValue: false, skipOnVariables: true },
      });
      const t = createTranslate(tree, locale);
      const keys = [...new Set(keysOf(tree))];
      const values = valuesFor(tree);
      expect(keys.length).to.be.above(60);
      for (const key of keys) {
        for (const count of COUNTS)
          expect(t(key, { ...values, count })).to.equal(real.t(key, { ...values, count }), key);
      }
    });
  }

  it('prefers the text for none when there is one', () => {
    const t = createTranslate({ new_zero: 'nothing', new_one: 'one', new_other: '{{count}}' }, 'en');
    expect([0, 1, 2].map((count) => t('new', { count }))).to.deep.equal(['nothing', 'one', '2']);
  });

  it('gives the key back when there is no text, also for names that every object has', () => {
    const t = createTranslate({ a: { b: 'x' } }, 'en');
    expect(['a', 'a.b.c', 'constructor.name', '__proto__'].map((key) => t(key))).to.deep.equal([
      'a',
      'a.b.c',
      'constructor.name',
      '__proto__',
    ]);
  });
});
