import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printTable } from './print-table.ts';

test('columns stand beneath each other, numbers to the right, and no row is too short', () => {
  assert.deepEqual(printTable([['a', '10', 'x'], ['long', '9'], []]), ['a     10  x', 'long   9', '']);
  assert.deepEqual(printTable([]), []);
});

test('a table may have more rows than a call has arguments', () => {
  assert.equal(printTable(Array.from({ length: 300_000 }, () => ['a'])).length, 300_000);
});
