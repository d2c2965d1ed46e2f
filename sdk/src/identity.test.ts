import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { LoopbackServer } from '../test/loopback-server.ts';
import { isOnline, texts, until } from '../test/until.ts';
import { createChat, memoryStorage, type ChatOptions } from './index.ts';

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

/** Not signed: the client keeps people apart by it and leaves the proof to the server. */
const identityOf = (sub: string) => `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`;
const isUser = (sub: string) => (state: { conversation?: { verified?: { name?: string } } }) =>
  state.conversation?.verified?.name === sub;

test('who identifies on an open page goes over to his own conversation, and keeps no token in the browser', async (context) => {
  const server = await start(context);
  const storage = memoryStorage();
  const chat = join(context, server, { storage });
  await chat.send('said before');
  await chat.identify(identityOf('anna'));
  assert.ok(isUser('anna')(chat.state));
  assert.deepEqual(texts(chat.state), []);
  assert.deepEqual((await storage.list('')).filter(Boolean), []);
});

test('after a lost connection a user comes back by his token, whatever became of the identity', async (context) => {
  const server = await start(context);
  const chat = join(context, server, { identity: identityOf('anna') });
  await until(chat, isUser('anna'));
  assert.equal(server.handshakes.at(-1)?.identity, identityOf('anna'));
  server.drop();
  await until(chat, ({ connection }) => connection === 'connecting');
  await until(chat, isOnline);
  const { token, identity } = server.handshakes.at(-1)!;
  assert.deepEqual({ token, identity }, { token: 'user-token-anna', identity: undefined });
});

test('when the token has ended the identity is shown again', async (context) => {
  const server = await start(context);
  const chat = join(context, server, { identity: identityOf('anna') });
  await until(chat, isUser('anna'));
  server.refusal = { code: 'UNAUTHORIZED', message: 'ended' };
  server.drop();
  await until(chat, ({ error }) => error?.code === 'UNAUTHORIZED');
  server.refusal = undefined;
  await until(chat, isOnline);
  assert.equal(server.handshakes.at(-1)?.identity, identityOf('anna'));
});

test('an identity that is not accepted changes nothing, and says why', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await chat.send('one');
  server.askFaults = [{ code: 'IDENTITY_INVALID', message: 'expired' }];
  await assert.rejects(chat.identify(identityOf('anna')), { code: 'IDENTITY_INVALID' });
  await chat.send('two');
  assert.deepEqual(texts(chat.state), ['one', 'two']);
});

test('a page that was refused for its identity is mended by another one', async (context) => {
  const server = await start(context);
  server.refusal = { code: 'IDENTITY_INVALID', message: 'expired' };
  const chat = join(context, server, { identity: identityOf('anna') });
  await until(chat, ({ connection }) => connection === 'refused');
  await assert.rejects(chat.identify(identityOf('anna')), { code: 'IDENTITY_INVALID' });
  server.refusal = undefined;
  await chat.identify(identityOf('anna'));
  assert.ok(isUser('anna')(chat.state));
});

test('what an anonymous visitor wrote offline goes along when he identifies', async (context) => {
  const server = await start(context);
  const chat = join(context, server);
  await until(chat, isOnline);
  await server.down();
  const sent = chat.send('typed offline');
  await until(chat, ({ connection }) => connection === 'offline');
  const identified = chat.identify(identityOf('anna'));
  await server.up();
  chat.connect();
  await identified;
  assert.equal((await sent).conversationId, 'conversation-of-anna');
});

test('what one user left unsent and drafted is neither shown nor sent to another in the same browser', async (context) => {
  const server = await start(context);
  const storage = memoryStorage();
  const anna = join(context, server, { storage, identity: identityOf('anna') });
  await until(anna, isOnline);
  await server.down();
  void anna.send('for annas eyes');
  anna.saveDraft('half a wo');
  await anna.close();
  await server.up();
  const boris = join(context, server, { storage, identity: identityOf('boris') });
  await until(boris, isUser('boris'));
  await boris.send('mine');
  assert.equal(await boris.readDraft(), '');
  assert.deepEqual(texts(boris.state), ['mine']);
  await boris.close();
  const again = join(context, server, { storage, identity: identityOf('anna') });
  await until(again, ({ messages }) => messages.some(({ text, seq }) => text === 'for annas eyes' && seq > 0));
  assert.equal(await again.readDraft(), 'half a wo');
});

test('another user on an open page takes nothing over from the one before', async (context) => {
  const server = await start(context);
  const chat = join(context, server, { identity: identityOf('anna') });
  await until(chat, isUser('anna'));
  await chat.send('for annas eyes');
  await chat.identify(identityOf('boris'));
  assert.ok(isUser('boris')(chat.state));
  assert.deepEqual(texts(chat.state), []);
});

test('a reset forgets who it was, what was drafted and what was not sent, and begins anew', async (context) => {
  const server = await start(context);
  const storage = memoryStorage();
  const chat = join(context, server, { storage, identity: identityOf('anna') });
  await until(chat, isUser('anna'));
  await server.down();
  const sent = chat.send('never');
  chat.saveDraft('half');
  await chat.reset();
  await assert.rejects(sent, { code: 'CLOSED' });
  assert.deepEqual(chat.state.messages, []);
  assert.equal(chat.state.conversation, undefined);
  assert.equal(await chat.readDraft(), '');
  assert.deepEqual((await storage.list('')).filter(Boolean), []);
  server.switchTo('fresh');
  await server.up();
  await until(chat, ({ conversation }) => conversation?.id === 'fresh');
  const { token, identity } = server.handshakes.at(-1)!;
  assert.deepEqual({ token, identity }, { token: undefined, identity: undefined });
});

test('nothing is connected by signing before the page wants it', async (context) => {
  const server = await start(context);
  const chat = join(context, server, { connect: false });
  await chat.identify(identityOf('anna'));
  await chat.reset();
  assert.equal(server.handshakes.length, 0);
  assert.equal(chat.state.connection, 'offline');
});
