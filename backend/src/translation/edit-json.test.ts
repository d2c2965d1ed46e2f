import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ContentFault } from '../content/content-kind.ts';
import { setJsonText } from './edit-json.ts';
import { keyOrder } from './key-order.ts';

/** In the order of English. */
const rankOf = (...keys: string[]) => keyOrder({ texts: new Map(keys.map((key) => [key, ''])) });
const set = (json: string, key: string, rank = rankOf('a', 'b', 'c')) =>
  setJsonText(json, { path: key.split('.'), text: 'new "x"', rank });

test('a text that is there is replaced, and every other letter stays', () => {
  const json = '\ufeff{\r\n\t"a" : "old",\r\n\r\n\t"b": { "c":"\\u0041" }\r\n}';
  assert.equal(set(json, 'a'), json.replace('"old"', '"new \\"x\\""'));
  assert.equal(set(json, 'b.c'), json.replace('"\\u0041"', '"new \\"x\\""'));
});

test('a new text is put where English has it', () => {
  assert.equal(set('{\n  "a": "1",\n  "c": "3"\n}\n', 'b'), '{\n  "a": "1",\n  "b": "new \\"x\\"",\n  "c": "3"\n}\n');
  assert.equal(set('{\n  "b": "2"\n}', 'a'), '{\n  "a": "new \\"x\\"",\n  "b": "2"\n}');
  assert.equal(set('{ "b": "2" }', 'c'), '{ "b": "2", "c": "new \\"x\\"" }');
  assert.equal(set('{}\n', 'a'), '{\n  "a": "new \\"x\\""\n}\n');
});

test('a plural form is put among the forms of its key', () => {
  const json = '{\n  "n_one": "1",\n  "n_other": "5",\n  "z": "z"\n}';
  const rank = rankOf('n_one', 'n_other', 'z');
  assert.equal(set(json, 'n_few', rank), json.replace('"1",', '"1",\n  "n_few": "new \\"x\\"",'));
});

test('groups that are not there are made, with the indent of the file', () => {
  assert.equal(
    set('{\n\t"a": "1"\n}', 'b.c.d', rankOf('a', 'b.c.d')),
    '{\n\t"a": "1",\n\t"b": {\n\t\t"c": {\n\t\t\t"d": "new \\"x\\""\n\t\t}\n\t}\n}',
  );
  assert.equal(set('{\n  "b": {}\n}', 'b.c', rankOf('b.c')), '{\n  "b": {\n    "c": "new \\"x\\""\n  }\n}');
});

test('a group in the place of a text, and a text in the place of a group, are refused with their line', () => {
  for (const [json, key] of [
    ['{\n  "a": { "b": "c" }\n}', 'a'],
    ['{\n  "a": "c"\n}', 'a.b'],
  ] as const) {
    assert.throws(
      () => set(json, key),
      (error) => error instanceof ContentFault && error.line === 2,
    );
  }
});

test('whatever is set is read back, and nothing else has changed', () => {
  const name = fc.stringMatching(/^[a-z]{1,3}$/);
  const text = fc.string({ unit: 'grapheme' });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.dictionary(name, fc.oneof({ maxDepth: 3 }, text, tie('tree')), { maxKeys: 4, noNullPrototype: true }),
  }));
  const layout = fc.constantFrom(undefined, 2, '\t');
  fc.assert(
    fc.property(tree, fc.array(name, { minLength: 1, maxLength: 3 }), text, layout, (before, path, value, indent) => {
      const wanted = structuredClone(before) as Record<string, unknown>;
      if (!put(wanted, path, value)) return;
      const after = setJsonText(JSON.stringify(before, null, indent), { path, text: value, rank: () => NaN });
      assert.deepEqual(JSON.parse(after), wanted);
    }),
  );
});

/** False where it cannot be. */
function put(tree: Record<string, unknown>, [name, ...rest]: string[], value: string): boolean {
  const found = tree[name!];
  if (rest.length === 0) {
    if (typeof found === 'object') return false;
    tree[name!] = value;
    return true;
  }
  if (typeof found === 'string') return false;
  return put((tree[name!] ??= {}) as Record<string, unknown>, rest, value);
}
