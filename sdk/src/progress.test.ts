import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveryOf, furthest } from './progress.ts';
import { conversation, message } from './testing/samples.ts';

const said = (seq: number) => message({ seq, role: 'visitor' });

test('a message is stored, then before somebody, then read', () => {
  const held = conversation({ deliveredSeq: 4, readSeq: { visitor: 9, operator: 1, agent: 2 } });
  assert.deepEqual(
    [2, 4, 6].map((seq) => deliveryOf(said(seq), held)),
    ['read', 'delivered', 'stored'],
  );
  assert.equal(deliveryOf({ ...said(0), delivery: 'failed' }, held), 'failed');
  assert.equal(deliveryOf(said(2)), 'stored');
});

test('an older view of a conversation takes nothing back, one of another conversation counts as it is', () => {
  const held = conversation({ deliveredSeq: 4, readSeq: { visitor: 1, operator: 3, agent: 2 } });
  const told = conversation({ status: 'closed', readSeq: { visitor: 2, operator: 0, agent: 5 } });
  assert.deepEqual(furthest(told, held), {
    ...told,
    deliveredSeq: 4,
    readSeq: { visitor: 2, operator: 3, agent: 5 },
  });
  const other = conversation({ id: 'c2' });
  assert.equal(furthest(other, held), other);
});
