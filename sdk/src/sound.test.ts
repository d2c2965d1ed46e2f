import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from './protocol.ts';
import { sound } from './sound.ts';
import { message } from './testing/index.ts';

const good = message({ seq: 1, text: 'Hello', blocks: [{ type: 'notice', code: 'x' }] });
const bad = [
  ...[null, 7, 'text', [], {}],
  ...[{ text: 5 }, { author: null }, { author: { name: 1 } }, { seq: -1 }, { seq: 1.5 }, { seq: 1e300 }].map(
    (wrong) => ({ ...good, ...wrong }),
  ),
  { ...good, conversationId: null },
] as Message[];

test('what a server says stays as it is', () => {
  const payload = { message: good, messages: [good], hasEarlier: true };
  assert.deepEqual(sound(payload), payload);
  assert.deepEqual(sound({ seq: 3, by: 'operator' }), { seq: 3, by: 'operator' });
});

test('messages that are none are left out', () => {
  assert.deepEqual(sound({ messages: [...bad, good] }), { messages: [good] });
  for (const message of bad) assert.deepEqual(sound({ message }), { message: undefined });
  assert.deepEqual(sound({ messages: 'none' }), { messages: [] });
  assert.deepEqual(sound(null), {});
});

test('a message keeps its words when its blocks are broken', () => {
  const blocks = [null, 3, {}, { type: 'notice', code: 'x' }] as never;
  assert.deepEqual(sound({ message: { ...good, blocks } }), { message: good });
  assert.deepEqual(sound({ message: { ...good, blocks: 'none' as never } }), { message: { ...good, blocks: [] } });
});
