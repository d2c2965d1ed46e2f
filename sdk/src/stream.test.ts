import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extendStream, type Stream } from './stream.ts';

const EMPTY: Stream = { id: 'a', author: { name: 'A' }, text: '', ahead: [] };

test('pieces in any order, repeated and overlapping, give the text', () => {
  const cases = fc.string({ minLength: 1, unit: 'binary' }).chain((text) => {
    const cuts = fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)));
    return fc.tuple(fc.constant(text), cuts, fc.array(fc.nat()));
  });
  fc.assert(
    fc.property(cases, ([text, cuts, order]) => {
      const units = [...Array(text.length).keys()].map((at) => ({ offset: at, text: text.slice(at, at + 1) }));
      const pieces = [...units, ...cuts.map(([from, to]) => ({ offset: from, text: text.slice(from, to) }))];
      order.forEach((at, index) => pieces.splice(at % pieces.length, 0, ...pieces.splice(index % pieces.length, 1)));
      const stream = pieces.reduce((before, piece) => extendStream(before, piece), EMPTY);
      assert.equal(stream.text, text);
      assert.deepEqual(stream.ahead, []);
    }),
  );
});

test('a piece that is too far ahead waits for what is missing', () => {
  const waiting = extendStream({ ...EMPTY, text: 'one ' }, { offset: 8, text: 'three' });
  assert.equal(waiting.text, 'one ');
  assert.equal(extendStream(waiting, { offset: 0, text: 'one two ' }).text, 'one two three');
});
