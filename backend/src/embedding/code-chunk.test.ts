import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toEntry, withoutIds } from './code-chunk.ts';
import { CODE_BITS } from './vector-code.ts';

test('entries are taken out wherever they stand', () => {
  const chunk = Buffer.concat([1, 2, 3, 4].map((id) => toEntry(id, Buffer.alloc(CODE_BITS / 8, id))));
  const left = withoutIds(chunk, new Set([1, 3, 9]));
  assert.deepEqual(left, Buffer.concat([2, 4].map((id) => toEntry(id, Buffer.alloc(CODE_BITS / 8, id)))));
});
