import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { LoopbackServer } from '../test/loopback-server.ts';
import { isOnline, texts, until } from '../test/until.ts';
import { createChat, memoryStorage, type ChatEvents, type ChatOptions, type ChatState } from './index.ts';

async function start(context: TestContext): Promise<LoopbackServer> {
  const server = await LoopbackServer.start();
  context.after(() => server.down());
  return server;
}

function join(context: TestContext, server: LoopbackServer, options: Partial<ChatOptions> = {}) {
  const chat = createChat({ server: server.url, storage: memoryStorage(), ...options });
  context.after(() => chat.close());
  return chat;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${index}`);
const settled = ({ messages }: ChatState) => messages.length > 0 && messages.every(({ delivery }) => !delivery);

test('a session opens and a message is sent, shown once and told once', async (context) => {
  const server = await start(context);
  server.say('Welcome');
  const chat = join(context, server);
  const told: string[] = [];
  chat.on('message', ({ text }) => told.push(text));
  await until(chat, isOnline);
  const message = await chat.send('Hello');
  assert.equal(message.seq, 2);
  server.say('Good day');
  const state = await until(chat, ({ messages }) => messages.length === 3);
  assert.deepEqual(texts(state), ['Welcome', 'Hello', 'Good day']);
  assert.deepEqual(told, ['Hello', 'Good day']);
  assert.equal(state.unread, 2);
  assert.equal(state.conversation?.lastSeq, 3);
});

test('no snapshot ever shows a message twice or out of order', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  const seen: string[][] = [];
  chat.subscribe((state) => seen.push(texts(state)));
  const all = numbered(10);
  await Promise.all(all.map((text) => chat.send(text)));
  for (const shown of seen) assert.deepEqual(shown, all.slice(0, shown.length));
  assert.deepEqual(seen.at(-1), all);
});

test('a server that does not echo to the sender is enough', async (context) => {
  const server = await start(context);
  server.mute = true;
  const chat = join(context, server);
  await chat.send('Hello');
  assert.deepEqual(texts(chat.state), ['Hello']);
  assert.ok(settled(chat.state));
});

test('what is written without a connection waits, and arrives once and in order', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await until(chat, isOnline);
  await server.down();
  const all = numbered(50);
  const sent = all.map((text) => chat.send(text));
  await until(chat, ({ connection }) => connection === 'offline');
  assert.deepEqual(texts(chat.state), all);
  assert.ok(chat.state.messages.every(({ delivery }) => delivery === 'waiting'));
  await server.up();
  chat.connect();
  const before = Date.now();
  await Promise.all(sent);
  assert.ok(Date.now() - before < 3000);
  assert.deepEqual(
    server.messages.map(({ text }) => text),
    all,
  );
  assert.deepEqual(texts(chat.state), all);
});

test('a lost acknowledgement is made good by the reconnect, and the message is stored once', async (context) => {
  const server = await start(context);
  server.mute = true;
  server.sendFaults = ['drop', 'lose'];
  const chat = join(context, server);
  await until(chat, isOnline);
  const sent = [chat.send('one'), chat.send('two')];
  await until(chat, ({ messages }) => messages[0]?.delivery === 'sending');
  while (!server.arrivals.length) await sleep(5);
  server.drop();
  await until(chat, ({ connection }) => connection === 'connecting');
  while (server.arrivals.length < 2) await sleep(5);
  server.drop();
  await Promise.all(sent);
  assert.deepEqual(
    server.messages.map(({ text }) => text),
    ['one', 'two'],
  );
  assert.deepEqual(texts(chat.state), ['one', 'two']);
});

test('the echo stands in for an acknowledgement that never comes', async (context) => {
  const server = await start(context);
  server.sendFaults = ['drop'];
  const chat = join(context, server);
  const before = Date.now();
  await chat.send('one');
  await chat.send('two');
  assert.ok(Date.now() - before < 5000);
  assert.deepEqual(server.arrivals.length, 2);
});

test('cut connections during many sends lose and double nothing', async (context) => {
  const server = await start(context);
  server.mute = true;
  server.latency = 15;
  server.sendFaults = ['lose', 'drop', 'drop', 'lose'];
  const chat = join(context, server);
  const all = numbered(40);
  const sent = all.map((text) => chat.send(text));
  for (let cuts = 0; cuts < 5; cuts++) {
    await until(chat, isOnline);
    await sleep(40);
    server.drop();
    await until(chat, ({ connection }) => connection !== 'online');
  }
  await Promise.all(sent);
  assert.ok(server.handshakes.length > 5);
  assert.deepEqual(
    server.messages.map(({ text }) => text),
    all,
  );
  assert.deepEqual(texts(chat.state), all);
});

test('where websockets do not get through, polling does', async (context) => {
  const server = await start(context);
  await server.down();
  server.pollingOnly = true;
  await server.up();
  const chat = join(context, server);
  assert.equal((await chat.send('Hello')).text, 'Hello');
});

test('what is told before the session is opened is kept', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await until(chat, isOnline);
  await server.down();
  const message = server.say('raced', { silently: true });
  server.messages.pop();
  server.conversation.lastSeq--;
  server.early = ['message:added', { message }];
  await server.up();
  assert.deepEqual(texts(await until(chat, ({ messages }) => messages.length === 1)), ['raced']);
});

test('a rate limit is waited out', async (context) => {
  const server = await start(context);
  server.sendFaults = [{ code: 'RATE_LIMITED', message: 'slow down', retryAfter: 0.2 }];
  const chat = join(context, server);
  await Promise.all([chat.send('one'), chat.send('two')]);
  assert.deepEqual(
    server.messages.map(({ text }) => text),
    ['one', 'two'],
  );
});

test('a refused message stays as failed, can be sent again, and holds up nothing', async (context) => {
  const server = await start(context);
  server.sendFaults = [{ code: 'FORBIDDEN', message: 'no' }];
  const chat = join(context, server);
  const errors: string[] = [];
  chat.on('error', ({ code }) => errors.push(code));
  const refused = chat.send('one');
  await chat.send('two');
  await assert.rejects(refused, { code: 'FORBIDDEN' });
  const failed = chat.state.messages.at(-1)!;
  assert.equal(failed.delivery, 'failed');
  assert.equal(failed.error?.code, 'FORBIDDEN');
  assert.deepEqual(errors, ['FORBIDDEN']);
  chat.retry(failed.id);
  await until(chat, settled);
  assert.deepEqual(
    server.messages.map(({ text }) => text),
    ['two', 'one'],
  );
});

test('an empty and a far too long message are refused at once', async (context) => {
  const chat = join(context, await start(context));
  await assert.rejects(chat.send('  '), { code: 'BAD_REQUEST' });
  await assert.rejects(chat.send('x'.repeat(4001)), { code: 'TOO_LARGE' });
  assert.deepEqual(chat.state.messages, []);
});

test('a reload restores what was not sent, and keeps token and draft', async (context) => {
  const server = await start(context);
  const storage = memoryStorage();
  const before = join(context, server, { storage });
  await until(before, isOnline);
  await server.down();
  void before.send('one');
  void before.send('two');
  before.saveDraft('thr');
  await before.close();
  const after = join(context, server, { storage, connect: false });
  await until(after, ({ messages }) => messages.length === 2);
  assert.equal(await after.readDraft(), 'thr');
  assert.ok(after.state.messages.every(({ delivery }) => delivery === 'waiting'));
  await server.up();
  after.connect();
  await until(after, settled);
  assert.deepEqual(
    server.messages.map(({ text }) => text),
    ['one', 'two'],
  );
  assert.equal(server.handshakes.at(-1)?.token, 'token-1');
});

test('a storage that refuses is replaced by memory', async (context) => {
  const refuse = () => Promise.reject(new Error('refused'));
  const server = await start(context);
  const chat = join(context, server, { storage: { get: refuse, list: refuse, set: refuse, remove: refuse } });
  await chat.send('Hello');
  assert.deepEqual(texts(chat.state), ['Hello']);
});

test('what was said while away comes with the reconnect, once', async (context) => {
  const server = await start(context);
  for (const text of numbered(3)) server.say(text);
  const chat = join(context, server);
  const told: string[] = [];
  chat.on('message', ({ text }) => told.push(text));
  await until(chat, isOnline);
  await server.down();
  for (const text of ['away 1', 'away 2']) server.say(text, { silently: true });
  await server.up();
  await until(chat, ({ messages }) => messages.length === 5);
  assert.deepEqual(told, ['away 1', 'away 2']);
  const { conversationId, afterSeq } = server.handshakes.at(-1)!;
  assert.deepEqual({ conversationId, afterSeq }, { conversationId: 'c1', afterSeq: 3 });
});

test('a hole in what arrives is read from the history, and events keep their order', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  const told: number[] = [];
  chat.on('message', ({ seq }) => told.push(seq));
  await until(chat, isOnline);
  for (let count = 0; count < 250; count++) server.say('missed', { silently: true });
  server.say('seen');
  await until(chat, ({ messages }) => messages.length === 251);
  assert.deepEqual(
    told,
    Array.from({ length: 251 }, (_, index) => index + 1),
  );
});

test('earlier pages are read until there are no more', async (context) => {
  const server = await start(context);
  for (const text of numbered(120)) server.say(text);
  const chat = join(context, server);
  const { messages } = await until(chat, isOnline);
  assert.equal(messages.length, 50);
  while (chat.state.hasEarlier) await chat.readEarlier();
  assert.deepEqual(texts(chat.state), numbered(120));
  assert.equal(chat.state.loadingEarlier, false);
});

test('an answer is streamed, and its message takes its place in one step', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await until(chat, isOnline);
  const pieces: ChatEvents['delta'][] = [];
  let ended: string | undefined;
  chat.on('delta', (piece) => pieces.push(piece));
  chat.on('end', ({ message }) => (ended = message?.text));
  const states: ChatState[] = [];
  chat.subscribe((state) => states.push(state));
  server.tell('message:start', { id: 'c1-1', author: { name: 'Agent' } });
  server.tell('message:delta', { id: 'c1-1', offset: 0, text: 'Good ' });
  server.tell('message:delta', { id: 'c1-1', offset: 3, text: 'd day' });
  await until(chat, ({ streaming }) => streaming?.text === 'Good day');
  server.tell('message:end', { id: 'c1-1', message: server.say('Good day', { silently: true }) });
  await until(chat, ({ messages }) => messages.length === 1);
  assert.equal(ended, 'Good day');
  assert.deepEqual(
    pieces.map(({ text }) => text),
    ['Good ', 'day'],
  );
  const begun = states.findIndex(({ streaming }) => streaming);
  for (const { messages, streaming } of states.slice(begun)) assert.equal(messages.length + (streaming ? 1 : 0), 1);
});

test('an answer that began while away goes on where it is', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await until(chat, isOnline);
  let text = '';
  chat.on('start', () => (text = ''));
  chat.on('delta', (piece) => (text += piece.text));
  server.tell('message:start', { id: 'a', author: { name: 'Agent' } });
  server.tell('message:delta', { id: 'a', offset: 0, text: 'one ' });
  server.tell('message:delta', { id: 'a', offset: 8, text: 'three' });
  await until(chat, ({ streaming }) => streaming?.text === 'one ');
  server.streaming = { id: 'a', author: { name: 'Agent' }, text: 'one two ' };
  server.drop();
  await until(chat, ({ streaming }) => streaming?.text === 'one two three');
  assert.equal(text, 'one two three');
  server.streaming = undefined;
  server.drop();
  await until(chat, ({ streaming }) => !streaming);
});

test('a refusal for good is final until connect is called, a passing one is not', async (context) => {
  const server = await start(context);
  server.refusal = { code: 'SITE_UNKNOWN', message: 'no such site' };
  const chat = join(context, server);
  const { error } = await until(chat, ({ connection }) => connection === 'refused');
  assert.equal(error?.code, 'SITE_UNKNOWN');
  await sleep(800);
  assert.equal(server.handshakes.length, 1);
  server.refusal = { code: 'SHUTTING_DOWN', message: 'back soon', retryAfter: 0.1 };
  chat.connect();
  await until(chat, ({ error }) => error?.code === 'SHUTTING_DOWN');
  server.refusal = undefined;
  const state = await until(chat, isOnline);
  assert.equal(state.error, undefined);
});

test('a token that the server no longer knows is given up', async (context) => {
  const server = await start(context);
  const storage = memoryStorage();
  const first = join(context, server, { storage });
  await until(first, isOnline);
  await first.close();
  server.refusal = { code: 'UNAUTHORIZED', message: 'unknown token' };
  const chat = join(context, server, { storage });
  await until(chat, ({ error }) => error?.code === 'UNAUTHORIZED');
  server.refusal = undefined;
  await until(chat, isOnline);
  assert.equal(server.handshakes.at(-1)?.token, undefined);
});

test('a new conversation replaces the old one, here and in the other tab', async (context) => {
  const server = await start(context);
  server.say('old');
  const chat = join(context, server);
  const tab = join(context, server);
  await Promise.all([until(chat, isOnline), until(tab, isOnline)]);
  await chat.startNew();
  assert.deepEqual(texts(chat.state), ['Welcome back']);
  assert.equal(chat.state.conversation?.id, 'c2');
  const state = await until(tab, ({ conversation }) => conversation?.id === 'c2');
  assert.deepEqual(texts(state), ['Welcome back']);
});

test('a straggler of the conversation that was left leads nowhere', async (context) => {
  const server = await start(context);
  const message = server.say('old');
  const chat = join(context, server);
  await until(chat, isOnline);
  await chat.startNew();
  server.tell('message:added', { message });
  await chat.readMemory();
  await sleep(50);
  assert.equal(chat.state.connection, 'online');
  assert.deepEqual(texts(chat.state), ['Welcome back']);
});

test('reading is told to the server once and counts the unread', async (context) => {
  const server = await start(context);
  for (const text of numbered(3)) server.say(text);
  const chat = join(context, server);
  const { unread } = await until(chat, isOnline);
  assert.equal(unread, 3);
  for (const seq of [2, 2, 1]) chat.markRead(seq);
  assert.equal(chat.state.unread, 1);
  await chat.readMemory();
  assert.deepEqual(
    server.asked.filter(({ event }) => event === 'message:read').map(({ payload }) => payload),
    [{ seq: 2 }],
  );
});

test('who types on the other side is shown until the word comes', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await until(chat, isOnline);
  server.tell('typing:changed', { on: true, by: { name: 'Ann' } });
  await until(chat, ({ typing }) => typing?.name === 'Ann');
  const message = { ...server.say('Hello', { silently: true }), role: 'operator' as const };
  server.tell('message:added', { message });
  await until(chat, ({ typing }) => !typing);
});

test('asks give plain answers', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  assert.deepEqual(await chat.readMemory(), { items: [], total: 0 });
  assert.equal(await chat.eraseMemory(), 3);
  assert.equal((await chat.createLink('telegram')).code, 'x');
  await chat.setLocale('ru');
  assert.equal(chat.state.conversation?.locale, 'ru');
  server.drop();
  await until(chat, ({ connection }) => connection === 'connecting');
  await until(chat, isOnline);
  assert.equal(server.handshakes.at(-1)?.locale, 'ru');
});

test('stored messages can be iterated until the chat is closed', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  const reading = (async () => {
    const read: string[] = [];
    for await (const { text } of chat.messages()) read.push(text);
    return read;
  })();
  await chat.send('one');
  await chat.send('two');
  await chat.close();
  assert.deepEqual(await reading, ['one', 'two']);
});

test('closing rejects what waits and lets the process end', async (context) => {
  const server = await start(context);
  await server.down();
  const chat = join(context, server);
  const sent = chat.send('never');
  const asked = chat.stop();
  await chat[Symbol.asyncDispose]();
  await assert.rejects(sent, { code: 'CLOSED' });
  await assert.rejects(asked, { code: 'CLOSED' });
  await assert.rejects(chat.stop(), { code: 'CLOSED' });
  await server.up();
});
