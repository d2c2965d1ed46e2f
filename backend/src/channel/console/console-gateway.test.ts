import type { Answer, Message } from '@agent-chat/sdk/protocol';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import fc from 'fast-check';
import { openHouse, owner, type House } from '../../../../tests/helpers/http-house.ts';
import { SESSION_COOKIE } from '../../access/session-cookie.ts';
import { silentLog } from '../../telemetry/log.ts';
import type { TurnRunner } from '../../turn/turn-runner.ts';
import { createConsoleGateway, type ConsoleGateway } from './console-gateway.ts';
import type { Watched } from './asks.ts';

interface Fixture {
  house: House;
  gateway: ConsoleGateway;
  /** What is being answered, by conversation. */
  answering: Map<string, ReturnType<TurnRunner['state']>>;
  token: string;
  connect(headers?: Record<string, string>): Socket;
  /** A console that is logged in. */
  open(): Promise<Console>;
}

interface Console {
  socket: Socket;
  ask<T>(event: string, payload: unknown): Promise<Answer<T>>;
  /** The next event of that name. */
  told<T>(event: string): Promise<T>;
}

async function fixture(t: TestContext): Promise<Fixture> {
  const house = await openHouse(t);
  const server = createServer();
  const sockets = new Server(server);
  const answering: Fixture['answering'] = new Map();
  const gateway = createConsoleGateway({
    namespace: sockets.of('/console'),
    turns: { state: (id) => answering.get(id) ?? { turn: 'idle' } },
    log: silentLog,
    ...house,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const clients: Socket[] = [];
  t.after(async () => {
    clients.forEach((client) => client.disconnect());
    gateway.close();
    await sockets.close();
  });
  const { token } = await house.access.login(owner.email, owner.password, 'test');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/console`;

  function connect(headers: Record<string, string> = { cookie: `${SESSION_COOKIE}=${token}` }): Socket {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: headers });
    clients.push(socket);
    return socket;
  }

  async function open(): Promise<Console> {
    const socket = connect();
    await once(socket as never, 'connect');
    return {
      socket,
      ask: (event, payload) => socket.timeout(5000).emitWithAck(event, payload),
      told: (event) => new Promise((resolve) => socket.once(event, resolve)),
    };
  }
  return { house, gateway, answering, token, connect, open };
}

async function refusal(socket: Socket): Promise<string> {
  const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
    socket.once('connect_error', resolve),
  );
  return error.data?.code ?? error.message;
}

function expectOk<T>(answer: Answer<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer;
}

test('a console without a session or from another origin gets no socket', async (t) => {
  const { connect, token } = await fixture(t);
  assert.equal(await refusal(connect({})), 'UNAUTHORIZED');
  assert.equal(await refusal(connect({ cookie: `${SESSION_COOKIE}=made-up` })), 'UNAUTHORIZED');
  const cookie = `${SESSION_COOKIE}=${token}`;
  assert.equal(await refusal(connect({ cookie, origin: 'https://evil.example' })), 'ORIGIN_FORBIDDEN');
});

test('who watches a conversation gets its log, then what happens in it', async (t) => {
  const { house, open } = await fixture(t);
  const { conversationId } = await house.visitor('hello');
  const { ask, told } = await open();
  const watched = expectOk(await ask<Watched>('conversation:watch', { id: conversationId }));
  assert.deepEqual(
    watched.messages.map(({ text }) => text),
    ['Hello!', 'hello'],
  );
  assert.deepEqual([watched.hasEarlier, watched.turn, watched.conversation.handler], [false, 'idle', 'agent']);
  const added = told<{ conversationId: string; message: Message }>('message:added');
  const message = { conversationId, channel: 'web', authorName: 'Visitor', text: 'more', clientId: 'client-more' };
  await house.conversations.receive(message);
  assert.deepEqual([(await added).conversationId, (await added).message.text], [conversationId, 'more']);
});

test('who looks in half-way gets the answer as far as it has come', async (t) => {
  const { house, open, answering } = await fixture(t);
  const { conversationId } = await house.visitor('hello');
  const { ask } = await open();
  answering.set(conversationId, {
    turn: 'streaming',
    streaming: { id: 'm', author: { name: 'Mira' }, text: 'A bicycle' },
  });
  const { turn, streaming } = expectOk(await ask<Watched>('conversation:watch', { id: conversationId }));
  assert.deepEqual([turn, streaming?.text], ['streaming', 'A bicycle']);
});

test('nothing more is told of a conversation that is not watched any longer', async (t) => {
  const { house, open } = await fixture(t);
  const [first, second] = [await house.visitor('one'), await house.visitor('two')];
  const { ask, socket, told } = await open();
  for (const { conversationId } of [first, second]) await ask('conversation:watch', { id: conversationId });
  await ask('conversation:unwatch', { id: first.conversationId });
  const heard: string[] = [];
  socket.on('turn:changed', ({ conversationId }) => heard.push(conversationId));
  const last = told('turn:changed');
  for (const { conversationId } of [first, second]) {
    house.live.emit({ conversationId, event: 'turn:changed', payload: { state: 'thinking' } });
  }
  await last;
  assert.deepEqual(heard, [second.conversationId]);
});

test('an operator takes the conversation with his first word and hands it back', async (t) => {
  const { house, open } = await fixture(t);
  const { conversationId } = await house.visitor('hello');
  const { ask, told } = await open();
  await ask('conversation:watch', { id: conversationId });
  const changed = told<{ conversation: { handler: string } }>('conversation:changed');
  const payload = { conversationId, clientId: 'client-1', text: 'Anna here' };
  const { message } = expectOk(await ask<{ message: Message }>('message:send', payload));
  assert.deepEqual([message.role, message.author.name, message.channel], ['operator', 'Anna', 'console']);
  assert.equal((await changed).conversation.handler, 'operator');
  const back = expectOk(
    await ask<{ conversation: { handler: string } }>('conversation:handback', { id: conversationId }),
  );
  assert.equal(back.conversation.handler, 'agent');
});

test('a message that is sent again is said once', async (t) => {
  const { house, open } = await fixture(t);
  const { conversationId } = await house.visitor('hello');
  const { ask } = await open();
  const payload = { conversationId, clientId: 'client-1', text: 'Anna here' };
  const answers = await Promise.all([1, 2, 3].map(() => ask<{ message: Message }>('message:send', payload)));
  assert.equal(new Set(answers.map((answer) => expectOk(answer).message.id)).size, 1);
  assert.equal((await house.conversations.history(conversationId, { limit: 10 })).length, 3);
});

test('every console is told which conversation changed, and when leads did', async (t) => {
  const { house, open, gateway } = await fixture(t);
  const { told } = await open();
  const changed = told<{ id: string }>('conversations:changed');
  const { conversationId } = await house.visitor('hello');
  assert.equal((await changed).id, conversationId);
  const leads = told('leads:changed');
  gateway.leadsChanged();
  await leads;
});

test('typing is told under the name of the account, to everybody but who types', async (t) => {
  const { house, open } = await fixture(t);
  const { conversationId } = await house.visitor('hello');
  const [typist, other] = [await open(), await open()];
  for (const { ask } of [typist, other]) await ask('conversation:watch', { id: conversationId });
  const echoes: unknown[] = [];
  typist.socket.on('typing:changed', (payload) => echoes.push(payload));
  const told = other.told('typing:changed');
  expectOk(await typist.ask('typing:set', { conversationId, on: true }));
  assert.deepEqual(await told, { conversationId, on: true, by: { name: 'Anna' } });
  await typist.ask('conversation:watch', { id: conversationId });
  assert.deepEqual(echoes, []);
});

test('after the session ended the socket is of no use', async (t) => {
  const { house, open, token } = await fixture(t);
  const { conversationId } = await house.visitor('hello');
  const { ask } = await open();
  await house.access.logout(token);
  const answer = await ask('message:send', { conversationId, clientId: 'client-1', text: 'hi' });
  assert.equal(!answer.ok && answer.error.code, 'UNAUTHORIZED');
});

test('whatever is asked is answered by a structured error or by ok', async (t) => {
  const { open } = await fixture(t);
  const events = [
    'conversation:watch',
    'message:send',
    'typing:set',
    'history:read',
    'nonsense',
    '__proto__',
    'toString',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...events), fc.jsonValue(), async (event, payload) => {
      const { ask, socket } = await shared(open);
      const answer = await ask(event, payload);
      assert.ok(answer.ok || /^[A-Z_]+$/.test(answer.error.code));
      assert.ok(socket.connected);
    }),
    { numRuns: 110 },
  );
});

let opened: Promise<Console> | undefined;
const shared = (open: () => Promise<Console>) => (opened ??= open());
