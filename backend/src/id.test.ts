import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createId } from './id.ts';

test('ids are UUIDs of version 7, unique, and sorted by their time', () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => createId(1_700_000_000_000 + n));
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids.toSorted(), ids);
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
