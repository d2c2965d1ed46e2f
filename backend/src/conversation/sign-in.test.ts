import type { Message } from '@agent-chat/sdk/protocol';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { anna, createTestConversations, said } from './test-conversations.ts';

/** A user who has a conversation already, and an anonymous visitor who has said something. */
async function twoConversations(t: TestContext) {
  const world = await createTestConversations(t);
  const { conversations, open } = world;
  const request = { siteId: 'default', channel: 'web', locale: 'en', admitNewcomer: () => undefined };
  const signIn = (visitorId?: string) => conversations.signIn({ ...request, user: { sub: 'u1' }, visitorId });
  const own = (await signIn()).conversation.id;
  const visitor = await open();
  const from = visitor.conversation.id;
  await conversations.receive(said(from, 'How much?', 'client-how-much'));
  const log = async (id: string) => (await conversations.history(id, { limit: 100 })).map(({ text }) => text);
  return { ...world, signIn, own, from, log, visitorId: visitor.contact.id };
}

test('what was said just now goes along, waits there to be answered, and is told', async (t) => {
  const { signIn, own, from, log, visitorId, conversations, told, woken } = await twoConversations(t);
  const before = woken.turns;
  const signed = await signIn(visitorId);
  assert.equal(signed.conversation.id, own);
  assert.equal(signed.closedId, from);
  assert.deepEqual(await log(own), ['greeting en', 'How much?']);
  assert.equal((await conversations.find(own)).answered_seq, 1);
  assert.equal((await conversations.find(from)).status, 'closed');
  assert.equal(woken.turns, before + 1);
  const added = told.filter(({ event, conversationId }) => event === 'message:added' && conversationId === own);
  assert.equal((added.at(-1)?.payload as { message: Message }).message.text, 'How much?');
});

test('what was answered already is not answered again', async (t) => {
  const { signIn, own, from, visitorId, conversations, database } = await twoConversations(t);
  await database.write(async (trx) => trx('conversations').where({ id: from }).update({ answered_seq: 2 }));
  await signIn(visitorId);
  assert.equal((await conversations.find(own)).answered_seq, 2);
  assert.equal(await database.read('turns').where({ conversation_id: own }).first(), undefined);
});

test('a repeat of what went along is known', async (t) => {
  const { signIn, own, log, visitorId, conversations } = await twoConversations(t);
  await signIn(visitorId);
  const { duplicate } = await conversations.receive(said(own, 'How much?', 'client-how-much'));
  assert.ok(duplicate);
  assert.deepEqual(await log(own), ['greeting en', 'How much?']);
});

test('what was said longer ago stays behind: it may be of somebody else', async (t) => {
  const { signIn, own, from, log, visitorId, conversations, database } = await twoConversations(t);
  const longAgo = new Date(Date.now() - 31 * 60_000).toISOString();
  await database.write(async (trx) => trx('messages').where({ conversation_id: from }).update({ created_at: longAgo }));
  await signIn(visitorId);
  assert.deepEqual(await log(own), ['greeting en']);
  assert.equal((await conversations.find(from)).status, 'closed');
});

test('a conversation that Telegram is linked to, or an operator speaks in, stays as it is', async (t) => {
  const linked = await twoConversations(t);
  const { token } = await linked.conversations.createLink(linked.from, 'telegram');
  await linked.conversations.confirmLink(token, anna);
  const operated = await twoConversations(t);
  await operated.conversations.sayAsOperator(operated.from, { name: 'Olga' }, 'Here I am');
  for (const { signIn, visitorId, own, from, log, conversations } of [linked, operated]) {
    assert.equal((await signIn(visitorId)).closedId, undefined);
    assert.deepEqual(await log(own), ['greeting en']);
    assert.equal((await conversations.find(from)).status, 'open');
  }
});

test('the token of an anonymous visitor is used up by signing in', async (t) => {
  const { conversations, open } = await createTestConversations(t);
  const visitor = await open();
  const request = { siteId: 'default', channel: 'web', locale: 'en', admitNewcomer: () => undefined };
  const signed = await conversations.signIn({ ...request, user: { sub: 'u1', name: 'Ann' }, token: visitor.token });
  assert.equal(signed.conversation.id, visitor.conversation.id);
  assert.deepEqual((await conversations.view(signed.conversation)).verified, { name: 'Ann' });
  assert.notEqual((await open(visitor.token)).conversation.id, visitor.conversation.id);
});

test('a user for whom there is no room is not made', async (t) => {
  const { conversations, database } = await createTestConversations(t);
  const full = () => {
    throw new Error('full');
  };
  const request = { siteId: 'default', channel: 'web', locale: 'en', admitNewcomer: full };
  await assert.rejects(conversations.signIn({ ...request, user: { sub: 'u1' } }), /full/);
  assert.equal(await database.read('contacts').first(), undefined);
});
