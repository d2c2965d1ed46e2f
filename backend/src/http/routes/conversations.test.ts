import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHttp } from '../../../../tests/helpers/http-client.ts';
import type { ConversationSummary } from '../conversation-list-store.ts';

test('conversations are listed newest first by cursor, without those in which nobody said anything', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  await house.visitor();
  const ids: string[] = [];
  for (const said of ['one', 'two', 'three']) ids.unshift((await house.visitor(said)).conversationId);
  const first = await (await ask('GET', '/api/conversations?limit=2')).json();
  const second = await (await ask('GET', `/api/conversations?limit=2&cursor=${first.nextCursor}`)).json();
  const listed: ConversationSummary[] = [...first.conversations, ...second.conversations];
  assert.deepEqual(
    listed.map(({ id }) => id),
    ids,
  );
  assert.equal(second.nextCursor, undefined);
  assert.equal(listed[0]!.lastMessage.text, 'three');
});

test('conversations are found by what was said, whatever the case, in Russian too', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const { conversationId } = await house.visitor('Сколько стоит ремонт?');
  await house.visitor('100% sure');
  const idsOf = async (search: string) =>
    (await (await ask('GET', `/api/conversations?search=${encodeURIComponent(search)}`)).json()).conversations.map(
      ({ id }: { id: string }) => id,
    );
  assert.deepEqual(await idsOf('сколько'), [conversationId]);
  assert.deepEqual(await idsOf('РЕМОНТ'), [conversationId]);
  assert.equal((await idsOf('100%')).length, 1);
  assert.deepEqual(await idsOf('_'), []);
});

test('unread counts what the visitor said since an operator looked', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const { conversationId } = await house.visitor('one', 'two');
  const unread = async () => (await (await ask('GET', '/api/conversations')).json()).conversations[0].unread;
  assert.equal(await unread(), 2);
  assert.equal((await ask('POST', `/api/conversations/${conversationId}/read`, { seq: 2 })).status, 204);
  assert.equal(await unread(), 1);
});

test('an operator answers, the agent is silent until handed back', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const { conversationId } = await house.visitor('hello');
  const path = `/api/conversations/${conversationId}`;
  const said = await ask('POST', `${path}/messages`, { text: 'Anna here' });
  assert.equal(said.status, 201);
  const { message } = await said.json();
  assert.deepEqual([message.role, message.author.name, message.seq], ['operator', 'Anna', 3]);
  assert.equal((await (await ask('GET', path)).json()).conversation.handler, 'operator');
  assert.equal((await (await ask('POST', `${path}/handback`)).json()).conversation.handler, 'agent');
});

test('the log is read by seq', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const { conversationId } = await house.visitor('a', 'b', 'c');
  const seqsOf = async (query: string) => {
    const { messages, hasEarlier } = await (
      await ask('GET', `/api/conversations/${conversationId}/messages?${query}`)
    ).json();
    return [messages.map(({ seq }: { seq: number }) => seq), hasEarlier];
  };
  assert.deepEqual(await seqsOf('limit=2'), [[3, 4], true]);
  assert.deepEqual(await seqsOf('limit=2&beforeSeq=3'), [[1, 2], false]);
  assert.deepEqual(await seqsOf('afterSeq=1&limit=1'), [[2], true]);
});

test('a conversation that does not exist and a wrong question are answered with a structured error', async (t) => {
  const { ask, login } = await startHttp(t);
  await login();
  for (const [method, path, body] of [
    ['GET', '/api/conversations/none'],
    ['GET', '/api/conversations/none/messages'],
    ['POST', '/api/conversations/none/messages', { text: 'hi' }],
    ['POST', '/api/conversations/none/handback'],
    ['POST', '/api/conversations/none/read', { seq: 1 }],
  ] as [string, string, unknown?][]) {
    assert.equal((await ask(method, path, body)).status, 404, `${method} ${path}`);
  }
  assert.equal((await ask('POST', '/api/conversations/none/messages', { text: '  ' })).status, 400);
  assert.equal((await ask('GET', '/api/conversations?limit=1000')).status, 400);
});
