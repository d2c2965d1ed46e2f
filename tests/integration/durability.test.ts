import { PROTOCOL_VERSION } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterwards } from '../helpers/afterwards.ts';
import { eventually } from '../helpers/eventually.ts';
import { spawnServer, type SpawnedServer } from '../helpers/spawned-server.ts';
import { stored } from '../helpers/stored.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { createTestVisitor, openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

/** `DURABILITY=long` is the whole promise: 20 kills during 2,000 sends. */
const isLong = process.env.DURABILITY === 'long';
const CLIENTS = 50;
const SENDS = isLong ? 40 : 10;
const KILLS = isLong ? 20 : 5;
const ALIVE_MS = { least: 150, spread: 600 };

test(`${KILLS} × kill -9 during ${CLIENTS * SENDS} sends: nothing lost, nothing twice, in order, all answered`, async (t) => {
  const server = await spawnServer(t);
  const visitors = await openVisitors(t, server);
  const killing = killAgainAndAgain(server);
  await Promise.all([...visitors.map((visitor, client) => sendAll(visitor, client)), killing]);
  await allAnswered(server);

  const rows = stored<{ total: number; ids: number }>(
    server.dataDir,
    `select count(*) as total, count(distinct conversation_id || ' ' || client_id) as ids from messages where role = 'visitor'`,
  );
  assert.deepEqual({ ...rows[0] }, { total: CLIENTS * SENDS, ids: CLIENTS * SENDS });
  for (const [client, visitor] of visitors.entries()) {
    const log = await visitor.log();
    assert.deepEqual(
      log.map(({ seq }) => seq),
      log.map((_, index) => index + 1),
      `the log of client ${client} has no gap`,
    );
    const said = log.filter(({ role }) => role === 'visitor').map(({ text }) => text);
    assert.deepEqual(said, wordsOf(client));
    assert.equal(log.at(-1)!.role, 'agent', `client ${client} has the last word of the agent`);
  }
});

test('a question that was acknowledged just before kill -9 is answered after the restart, once', async (t) => {
  const server = await spawnServer(t);
  const visitor = await openVisitor(t, server.url);
  await visitor.say('What are your opening hours?');
  await server.kill();
  await server.start();
  await allAnswered(server);
  await visitor.waitForState(
    ({ connection, turn, messages }) => connection === 'online' && turn === 'idle' && messages.length > 2,
  );
  const log = await visitor.log();
  assert.equal(log.filter(({ role, seq }) => role === 'agent' && seq > 1).length, 1);
});

test('the same client id, a hundred times at once: one row, equal answers; another text under it is a conflict', async (t) => {
  const { url, dataDir } = await startTestApp(t);
  const socket = await openSocket(t, url);
  const send = (text: string) => socket.timeout(10_000).emitWithAck('message:send', { clientId: 'the-same-id', text });
  const answers = await Promise.all(Array.from({ length: 100 }, () => send('first')));
  const again = await send('second');
  assert.equal(again.error.code, 'CONFLICT');
  const messages = new Set(answers.map(({ message }) => `${message.id} ${message.seq} ${message.text}`));
  assert.equal(messages.size, 1, [...messages].join(', '));
  assert.equal(
    stored(dataDir, `select text from messages where client_id = 'the-same-id' and text = 'first'`).length,
    1,
  );
});

async function openSocket(t: TestContext, url: string): Promise<Socket> {
  const socket = io(url, { forceNew: true, transports: ['websocket'], auth: { protocol: PROTOCOL_VERSION } });
  afterwards(t, () => socket.close());
  await new Promise((resolve) => socket.once('session:opened', resolve));
  return socket;
}

async function openVisitors(t: TestContext, server: SpawnedServer): Promise<TestVisitor[]> {
  const visitors = Array.from({ length: CLIENTS }, () => createTestVisitor(server.url));
  afterwards(t, () => Promise.all(visitors.map(({ chat }) => chat.close())));
  await Promise.all(visitors.map((visitor) => visitor.waitForState(({ messages }) => messages.length > 0)));
  return visitors;
}

const wordsOf = (client: number): string[] =>
  Array.from({ length: SENDS }, (_, index) => `client ${client}, message ${index}: opening hours?`);

/** Says everything over a time in which the server dies several times; none waits for the one before. */
async function sendAll({ say }: TestVisitor, client: number): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const text of wordsOf(client)) {
    sent.push(say(text));
    await pause(Math.random() * (isLong ? 600 : 500));
  }
  await Promise.all(sent);
}

async function killAgainAndAgain(server: SpawnedServer): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(ALIVE_MS.least + Math.random() * ALIVE_MS.spread);
    await server.kill();
    await server.start();
  }
}

async function allAnswered({ dataDir }: SpawnedServer): Promise<void> {
  const open = `select id from turns where state in ('queued', 'running')`;
  await eventually('all turns are answered', () => stored(dataDir, open).length === 0, 60_000);
}
