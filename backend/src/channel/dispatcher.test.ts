import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { anna, createTestConversations, said } from '../conversation/test-conversations.ts';
import { silentLog } from '../telemetry/log.ts';
import type { Channel, Outgoing, Receipt } from './channel.ts';
import { createDispatcher } from './dispatcher.ts';

type Deliver = (outgoing: Outgoing, address: { externalId: string }) => Promise<Receipt>;
const sent: Receipt = { state: 'sent', externalId: '1' };

async function house(t: TestContext, deliver: Deliver) {
  const holder: { dispatcher?: ReturnType<typeof createDispatcher> } = {};
  t.after(() => holder.dispatcher?.stop());
  const core = await createTestConversations(t, { wakeDeliveries: () => holder.dispatcher?.wake() });
  const channel: Channel = {
    name: 'telegram',
    capabilities: { textLimit: 4096, buttons: true, streaming: false },
    start: async () => undefined,
    stop: async () => undefined,
    deliver,
  };
  const gone: string[] = [];
  const build = () =>
    createDispatcher({
      database: core.database,
      channels: [channel],
      log: silentLog,
      async gone({ id, conversationId }) {
        gone.push(conversationId);
        await core.conversations.loseAddress(id);
      },
    });
  holder.dispatcher = build();
  const link = async (person = anna) => {
    const { conversation } = await core.open();
    const { token } = await core.conversations.createLink(conversation.id, 'telegram');
    await core.conversations.confirmLink(token, person);
    await core.database.write((trx) => trx('deliveries').delete());
    return conversation.id;
  };
  const states = () => core.database.read('deliveries').orderBy('position').pluck('state');
  const restart = async () => {
    await holder.dispatcher!.stop();
    holder.dispatcher = build();
    holder.dispatcher.start();
  };
  return { ...core, link, gone, states, restart, start: () => holder.dispatcher!.start() };
}

async function until(look: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await look()) return;
    await delay(10);
  }
  throw new Error('It did not happen within 3 s');
}

test('what is owed to an address is sent in order, each once', async (t) => {
  const texts: string[] = [];
  const { conversations, link, start, states } = await house(t, async ({ message }) => {
    await delay(Math.random() * 5);
    texts.push(message.text);
    return sent;
  });
  const id = await link();
  start();
  for (let n = 0; n < 20; n += 1) await conversations.receive(said(id, `${n}`));
  await until(() => texts.length >= 20);
  await delay(50);
  assert.deepEqual(
    texts,
    Array.from({ length: 20 }, (_, n) => `${n}`),
  );
  assert.ok((await states()).every((state) => state === 'sent'));
});

test('an address that must wait keeps its order and its time, and others go on', async (t) => {
  const log: { to: string; text: string; at: number }[] = [];
  let refusals = 1;
  const { conversations, link, start } = await house(t, async ({ message }, { externalId }) => {
    log.push({ to: externalId, text: message.text, at: Date.now() });
    if (externalId === '77' && refusals-- > 0) return { state: 'retry', afterMs: 400, reason: '429' };
    return sent;
  });
  const slow = await link();
  const quick = await link({ ...anna, externalId: '88', address: '88' });
  start();
  await conversations.receive(said(slow, 'a'));
  await conversations.receive(said(slow, 'b'));
  await conversations.receive(said(quick, 'c'));
  await until(() => log.length === 4);
  assert.deepEqual(
    log.filter(({ to }) => to === '77').map(({ text }) => text),
    ['a', 'a', 'b'],
  );
  const [first, second] = log.filter(({ text }) => text === 'a');
  assert.ok(second!.at - first!.at >= 390 && second!.at - first!.at < 900, `waited ${second!.at - first!.at} ms`);
  assert.ok(log.find(({ to }) => to === '88')!.at < second!.at);
});

test('a delivery that was being sent when the process ended is sent once more, marked', async (t) => {
  const marks: boolean[] = [];
  const { conversations, link, start, restart, database } = await house(t, async ({ maybeRepeated }) => {
    marks.push(maybeRepeated);
    return sent;
  });
  const id = await link();
  await conversations.receive(said(id, 'a'));
  await database.write((trx) => trx('deliveries').update({ state: 'sending', attempts: 1 }));
  start();
  await until(() => marks.length === 1);
  await restart();
  await delay(50);
  assert.deepEqual(marks, [true]);
});

test('after two sends without an answer a delivery is given up, not repeated for ever', async (t) => {
  let tries = 0;
  const { conversations, link, start, states } = await house(t, async () => {
    tries += 1;
    return { state: 'ambiguous', reason: 'timeout' };
  });
  const id = await link();
  start();
  await conversations.receive(said(id, 'a'));
  await until(async () => (await states())[0] === 'failed');
  assert.equal(tries, 2);
});

test('an address that is gone leaves the conversation, which is told, and told again when its person is back', async (t) => {
  const { conversations, link, start, gone, database, told } = await house(t, async () => ({
    state: 'gone',
    reason: 'blocked',
  }));
  const id = await link();
  start();
  await conversations.receive(said(id, 'a'));
  await until(() => told.some(({ event }) => event === 'conversation:changed' && gone.length === 1));
  assert.deepEqual(gone, [id]);
  await until(async () => (await database.read('addresses')).length === 0);
  const notices = async () =>
    (await conversations.history(id, { limit: 50 })).filter(({ role }) => role === 'system').map(({ text }) => text);
  await until(async () => (await notices()).length === 2);
  await conversations.receiveFrom(anna, { text: 'I am back', externalId: '77:9' });
  assert.deepEqual(await notices(), ['telegram Anna linked', 'telegram lost', 'telegram Anna linked']);
});
