import { ChatError, PROTOCOL_VERSION, type ErrorView } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { io, type Socket } from 'socket.io-client';
import { afterwards } from '../helpers/afterwards.ts';
import { startTestApp } from '../helpers/test-app.ts';

test('too many messages of one visitor are refused with the time to wait; another visitor is not', async (t) => {
  const { url } = await startTestApp(t, { env: { LIMIT_MESSAGES_PER_MINUTE: '5' } });
  const socket = await open(t, url);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => send(socket, index)));
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  assert.equal(refused.length, 3);
  for (const { code, retryAfter } of refused) {
    assert.equal(code, 'RATE_LIMITED');
    assert.ok(retryAfter! > 0 && retryAfter! <= 60, `retryAfter ${retryAfter}`);
  }
  assert.equal((await send(await open(t, url), 0)).ok, true);
});

test('too many messages from one network address are refused, whoever sends them', async (t) => {
  const { url } = await startTestApp(t, { env: { LIMIT_ADDRESS_MESSAGES_PER_MINUTE: '3' } });
  const sockets = await Promise.all(Array.from({ length: 5 }, () => open(t, url)));
  const answers = await Promise.all(sockets.map((socket) => send(socket, 0)));
  assert.equal(answers.filter(({ ok }) => !ok).length, 2);
});

test('too many connections and too many new visitors from one address are refused with the time to wait', async (t) => {
  const connections = await startTestApp(t, { env: { LIMIT_CONNECTIONS_PER_ADDRESS: '2' } });
  await open(t, connections.url);
  const second = await open(t, connections.url);
  await assert.rejects(open(t, connections.url), isLimit);
  second.close();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await open(t, connections.url);

  const newcomers = await startTestApp(t, { env: { LIMIT_VISITORS_PER_HOUR: '1' } });
  await open(t, newcomers.url);
  await assert.rejects(open(t, newcomers.url), isLimit);
});

test('many sockets that open at once do not slip past the limit of connections', async (t) => {
  const { url } = await startTestApp(t, { env: { LIMIT_CONNECTIONS_PER_ADDRESS: '5' } });
  const opened = await Promise.allSettled(Array.from({ length: 30 }, () => open(t, url)));
  assert.equal(opened.filter(({ status }) => status === 'fulfilled').length, 5);
});

test('a message that is too long is refused by name, one beyond all measure closes its socket only', async (t) => {
  const { url } = await startTestApp(t);
  const socket = await open(t, url);
  const answer = await socket
    .timeout(5000)
    .emitWithAck('message:send', { clientId: 'client-id-1', text: 'x'.repeat(5000) });
  assert.equal(answer.error.code, 'BAD_REQUEST');
  const closed = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.emit('message:send', { clientId: 'client-id-2', text: 'x'.repeat(1_000_000) });
  await closed;
  await open(t, url);
});

function isLimit(error: unknown): boolean {
  assert.ok(error instanceof ChatError);
  assert.equal(error.code, 'RATE_LIMITED');
  assert.ok(error.retryAfter! > 0);
  return true;
}

async function open(t: TestContext, url: string): Promise<Socket> {
  const socket = io(url, {
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    auth: { protocol: PROTOCOL_VERSION },
  });
  afterwards(t, () => void socket.close());
  await new Promise<void>((resolve, reject) => {
    socket.once('session:opened', () => resolve());
    socket.once('connect_error', (error) => reject(new ChatError((error as unknown as { data: ErrorView }).data)));
  });
  return socket;
}

const send = (socket: Socket, index: number): Promise<{ ok: true } | { ok: false; error: ErrorView }> =>
  socket.timeout(5000).emitWithAck('message:send', { clientId: `client-id-${index}`, text: 'Hello' });
