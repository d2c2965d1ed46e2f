import assert from 'node:assert/strict';
import { test } from 'node:test';
import { owedMessages } from './owed-messages.ts';
import type { Message } from './protocol.ts';

test('an entry that the log has already is not shown a second time', () => {
  const entry = { clientId: 'one', text: 'Hello', at: 0, owner: 'tab', delivery: 'waiting' } as const;
  const [owed] = owedMessages([entry], [], 'c');
  assert.deepEqual([owed?.id, owed?.seq, owed?.delivery, owed?.conversationId], ['one', 0, 'waiting', 'c']);
  const stored: Message = { ...owed!, id: 'm1', seq: 1 };
  assert.deepEqual(
    owedMessages([entry, { ...entry, clientId: 'two' }], [stored]).map(({ id }) => id),
    ['two'],
  );
});
