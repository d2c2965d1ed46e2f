import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClientId } from './client-id.ts';

test('client ids are of the kind that the protocol asks for, differ, and ascend with time', () => {
  const ids = Array.from({ length: 1_000 }, (_, ms) => createClientId(1_700_000_000_000 + ms));
  for (const id of ids) assert.match(id, /^[\w-]{8,64}$/);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(Array.from({ length: 1_000 }, () => createClientId(0))).size, 1_000);
});
