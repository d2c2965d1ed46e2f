import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guardCell, unguardCell } from './cell-guard.ts';

test('what a spreadsheet would run is marked, and the rest is left alone', () => {
  const cells = ['=1+1', '+49', '-', '@a', '\t=1', 'a=1', `'a`, ''].map(guardCell);
  assert.deepEqual(cells, [`'=1+1`, `'+49`, `'-`, `'@a`, `'\t=1`, 'a=1', `'a`, '']);
});

test('the mark comes off again, also where the text had one of its own', () => {
  const start = fc.stringMatching(/^['=+@\t -]{0,4}$/);
  fc.assert(
    fc.property(start, fc.string({ unit: 'grapheme' }), (head, tail) => {
      assert.equal(unguardCell(guardCell(head + tail)), head + tail);
      assert.doesNotMatch(guardCell(head + tail), /^[=+\-@]/);
    }),
  );
});
