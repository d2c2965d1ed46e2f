import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { ChatError } from './chat-error.ts';
import { Outbox, type OutboxEntry, type OutboxOptions } from './outbox.ts';
import type { Message, MessageSend } from './protocol.ts';
import type { ChatStorage } from './storage/chat-storage.ts';
import { memoryStorage } from './storage/memory.ts';

const asStored = ({ clientId, text }: MessageSend): Message => ({
  ...{ id: `m-${clientId}`, clientId, seq: 1, conversationId: 'c', role: 'visitor', author: { name: 'V' } },
  ...{ channel: 'web', text, blocks: [], status: 'complete', createdAt: '2026-01-01T00:00:00.000Z' },
});

function createOutbox(context: TestContext, options: Partial<OutboxOptions> = {}) {
  const outbox = new Outbox({
    ...{ storage: memoryStorage(), scope: 's', person: () => '', changed: () => {}, failed: () => {} },
    deliver: async (message) => asStored(message),
    ...options,
  });
  context.after(() => outbox.close());
  return { outbox };
}

const stored = async (storage: ChatStorage) => (await storage.list('s/outbox/')) as OutboxEntry[];

test('a message is in the storage before it is delivered and out of it after', async (context) => {
  const memory = memoryStorage();
  const storage = { ...memory, set: (key: string, value: unknown) => sleep(10).then(() => memory.set(key, value)) };
  let seen: OutboxEntry[] = [];
  const deliver = async (message: MessageSend) => {
    seen = await stored(storage);
    return asStored(message);
  };
  const { outbox } = createOutbox(context, { storage, deliver });
  outbox.resume();
  const message = await outbox.add({ text: 'Hello' });
  assert.equal(message.text, 'Hello');
  assert.deepEqual(
    seen.map(({ text }) => text),
    ['Hello'],
  );
  await outbox.close();
  assert.deepEqual(await stored(storage), []);
});

test('one is in flight at a time, in the order of sending', async (context) => {
  const sent: string[] = [];
  let flying = 0;
  const deliver = async (message: MessageSend) => {
    assert.equal(++flying, 1);
    sent.push(message.text);
    await sleep(1);
    flying--;
    return asStored(message);
  };
  const { outbox } = createOutbox(context, { deliver });
  const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
  const all = texts.map((text) => outbox.add({ text }));
  outbox.resume();
  await Promise.all(all);
  assert.deepEqual(sent, texts);
});

test('a refusal that passes holds back what comes after it', async (context) => {
  const sent: string[] = [];
  const refusals = ['RATE_LIMITED', 'INTERNAL'] as const;
  const left = [...refusals];
  const deliver = async (message: MessageSend) => {
    sent.push(message.text);
    const code = left.shift();
    if (code) throw new ChatError({ code, message: 'not now', retryAfter: 0.05 });
    return asStored(message);
  };
  const { outbox } = createOutbox(context, { deliver });
  outbox.resume();
  const all = [outbox.add({ text: 'a' }), outbox.add({ text: 'b' })];
  await Promise.all(all);
  assert.deepEqual(sent, ['a', 'a', 'a', 'b']);
});

test('a rate limit outlasts a reconnect', async (context) => {
  const times: number[] = [];
  const deliver = async (message: MessageSend) => {
    times.push(Date.now());
    if (times.length === 1) throw new ChatError({ code: 'RATE_LIMITED', message: 'slow down', retryAfter: 1 });
    return asStored(message);
  };
  const { outbox } = createOutbox(context, { deliver });
  outbox.resume();
  const message = outbox.add({ text: 'a' });
  await sleep(20);
  outbox.pause();
  outbox.resume();
  await message;
  assert.ok(times[1]! - times[0]! >= 990);
});

test('a refusal for good fails that message alone, and it can be sent again', async (context) => {
  const storage = memoryStorage();
  const failed: string[] = [];
  let refuse = true;
  const deliver = async (message: MessageSend) => {
    if (message.text === 'bad' && refuse) throw new ChatError({ code: 'TOO_LARGE', message: 'too large' });
    return asStored(message);
  };
  const { outbox } = createOutbox(context, { storage, deliver, failed: ({ code }) => failed.push(code) });
  outbox.resume();
  const bad = outbox.add({ text: 'bad' });
  await outbox.add({ text: 'good' });
  await assert.rejects(bad, { name: 'ChatError', code: 'TOO_LARGE' });
  assert.deepEqual(failed, ['TOO_LARGE']);
  const [entry] = outbox.entries;
  assert.equal(entry?.delivery, 'failed');
  assert.deepEqual(
    (await stored(storage)).map(({ error }) => error?.code),
    ['TOO_LARGE'],
  );
  refuse = false;
  outbox.retry(entry!.clientId);
  await sleep(20);
  assert.deepEqual(outbox.entries, []);
  assert.deepEqual(await stored(storage), []);
});

test('a discarded message is gone and its promise is rejected', async (context) => {
  const storage = memoryStorage();
  const { outbox } = createOutbox(context, { storage });
  const message = outbox.add({ text: 'never mind' });
  outbox.discard(outbox.entries[0]!.clientId);
  await assert.rejects(message, { code: 'CLOSED' });
  await outbox.close();
  assert.deepEqual(await stored(storage), []);
});

test('what was left behind is restored in order, before what is new', async (context) => {
  const storage = memoryStorage();
  const first = createOutbox(context, { storage }).outbox;
  for (const text of ['a', 'b', 'c']) void first.add({ text });
  await first.close();
  const sent: string[] = [];
  const deliver = async (message: MessageSend) => (sent.push(message.text), asStored(message));
  const { outbox } = createOutbox(context, { storage, deliver });
  const last = outbox.add({ text: 'd' });
  await outbox.restore();
  assert.deepEqual(
    outbox.entries.map(({ text }) => text),
    ['a', 'b', 'c', 'd'],
  );
  outbox.resume();
  await last;
  assert.deepEqual(sent, ['a', 'b', 'c', 'd']);
});

test('a tab leaves alone what another living tab is sending', { skip: !navigator.locks }, async (context) => {
  const storage = memoryStorage();
  const one = createOutbox(context, { storage }).outbox;
  await one.restore();
  void one.add({ text: 'mine' });
  const other = createOutbox(context, { storage }).outbox;
  await other.restore();
  assert.deepEqual(other.entries, []);
  await one.close();
  await other.restore();
  assert.deepEqual(
    other.entries.map(({ text }) => text),
    ['mine'],
  );
});
