import { PROTOCOL_VERSION, type Answer, type Ask, type ErrorView } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterwards } from '../helpers/afterwards.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

const PAYLOADS = 10_000;
const IN_FLIGHT = 200;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);

const json = fc.jsonValue({ maxDepth: 4 });
/** Fails to compile when the protocol gets an event that is not fuzzed. */
const ASKS: Record<Ask, Record<string, fc.Arbitrary<unknown>>> = {
  'message:send': {
    clientId: fc.string({ minLength: 8, maxLength: 64 }),
    text: fc.string({ maxLength: 5000 }),
    pick: fc.oneof(fc.record({ messageId: fc.string(), value: fc.string() }), fc.anything()),
    files: fc.oneof(fc.array(fc.oneof(fc.string(), fc.uuid()), { maxLength: 12 }), fc.anything()),
    scenario: fc.constantFrom('lead-capture', 'none', '__proto__', ''),
    replyTo: fc.string(),
  },
  'history:read': { beforeSeq: fc.double(), afterSeq: fc.integer(), limit: fc.integer() },
  'turn:stop': {},
  'turn:retry': {},
  'message:read': { seq: fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double()) },
  'typing:set': { on: fc.anything() },
  'page:event': { name: fc.oneof(fc.constantFrom('cart', 'proactive', '__proto__'), fc.string()), data: fc.anything() },
  'page:set': {
    url: fc.string(),
    title: fc.string(),
    context: fc.oneof(fc.dictionary(fc.string(), json), fc.anything()),
  },
  'operator:request': {},
  'feedback:give': { messageId: fc.string(), rating: fc.constantFrom('up', 'down', 'sideways'), comment: fc.string() },
  'link:create': { channel: fc.constantFrom('telegram', 'constructor', '__proto__', '') },
  'link:remove': { channel: fc.constantFrom('telegram', 'web', '__proto__') },
  'identity:set': { identity: fc.oneof(fc.string(), fc.constant('eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.')) },
  'locale:set': { locale: fc.oneof(fc.constantFrom('en', 'ru', 'x-klingon', '../../etc', '__proto__'), fc.string()) },
  'conversation:new': {},
  'conversation:close': {},
  'conversation:rate': { rating: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double()), comment: fc.string() },
  'conversation:list': { before: fc.string(), limit: fc.integer({ min: -1, max: 60 }) },
  'conversation:resume': { id: fc.oneof(fc.string(), fc.constantFrom('__proto__', '')) },
  'memory:read': { before: fc.string() },
  'memory:erase': { id: fc.string() },
  'memory:correct': { id: fc.string(), text: fc.string({ maxLength: 5000 }) },
  'consent:give': {},
};
const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

const shaped = fc.constantFrom(...(Object.keys(ASKS) as Ask[])).chain((event) => {
  const nearly = fc.record({ ...ASKS[event], extra: json }, { requiredKeys: [] });
  return fc.tuple(
    fc.constant<string>(event),
    fc.oneof({ weight: 5, arbitrary: nearly }, { weight: 2, arbitrary: json }),
  );
});
const unknown = fc.tuple(
  fc
    .oneof(fc.string(), fc.constantFrom('toString', '__proto__', 'session:opened'))
    .filter((event) => !RESERVED.includes(event)),
  json,
);
const asked = fc.oneof({ weight: 9, arbitrary: shaped }, { weight: 1, arbitrary: unknown });

test(`${PAYLOADS} random payloads are each answered, and the server goes on (seed ${SEED})`, async (t) => {
  const { url } = await startTestApp(t);
  const socket = await openSocket(t, url);
  const payloads = fc.sample(asked, { numRuns: PAYLOADS, seed: SEED });
  const codes = new Map<string, number>();
  for (let at = 0; at < payloads.length; at += IN_FLIGHT) {
    await Promise.all(
      payloads.slice(at, at + IN_FLIGHT).map(async ([event, payload]) => {
        const answer: Answer = await socket.timeout(20_000).emitWithAck(event, payload);
        const code = answer.ok ? 'ok' : answer.error.code;
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (answer.ok) return;
        assert.equal(typeof answer.error.message, 'string');
        assert.notEqual(code, 'INTERNAL', `${event} ${JSON.stringify(payload)?.slice(0, 500)}`);
      }),
    );
  }
  for (const expected of ['ok', 'BAD_REQUEST', 'UNKNOWN_EVENT'])
    assert.ok(codes.has(expected), `${expected} among ${[...codes.keys()]}`);
  const visitor = await openVisitor(t, url);
  assert.ok((await visitor.ask('What are your opening hours?')).length > 0);
});

test('an ask without a payload, or with several, is answered as well', async (t) => {
  const { url } = await startTestApp(t);
  const socket = await openSocket(t, url);
  assert.equal((await socket.timeout(5000).emitWithAck('message:send')).error.code, 'BAD_REQUEST');
  assert.equal((await socket.timeout(5000).emitWithAck('message:send', null, [], 'more')).ok, false);
  socket.emit('message:send', { text: 'nobody waits for an answer' });
  assert.equal((await socket.timeout(5000).emitWithAck('memory:read', {})).ok, true);
});

test(`random handshakes are refused by name or open a session (seed ${SEED})`, async (t) => {
  const { url } = await startTestApp(t);
  const or = (...valid: unknown[]) =>
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...valid) }, { weight: 1, arbitrary: json });
  const part = fc.record(
    {
      protocol: or(PROTOCOL_VERSION),
      site: or('default', undefined, '__proto__', '../x'),
      token: or(undefined, 'a-token-that-nobody-was-given', '\u0000'.repeat(20)),
      identity: or(undefined),
      locale: or('en', 'ru-RU', 'x', '../../etc'),
      page: or(undefined, { url: 'https://shop.example/' }),
      afterSeq: or(undefined, 0, 1e9, -1),
      conversationId: or(undefined, 'none'),
    },
    { requiredKeys: ['protocol'] },
  );
  const codes = new Set<string>();
  for (const auth of fc.sample(part, { numRuns: 200, seed: SEED })) codes.add(await shake(t, url, auth));
  assert.ok(codes.has('opened') && codes.has('BAD_REQUEST'), [...codes].join(', '));
  assert.ok(!codes.has('INTERNAL'));
  assert.equal(await shake(t, url, { protocol: 99 }), 'PROTOCOL_UNSUPPORTED');
  assert.equal(await shake(t, url, { protocol: PROTOCOL_VERSION, site: 'none' }), 'SITE_UNKNOWN');
});

test('raw garbage at the socket and at the port ends only its own connection', async (t) => {
  const { url } = await startTestApp(t);
  const address = url.replace('http', 'ws');
  for (const garbage of [
    '',
    '0',
    '42',
    '4',
    '40{',
    '42["message:send"',
    '42[',
    '451-["x",{"_placeholder":true,"num":9}]',
    'x'.repeat(100_000),
    '\u0000',
  ]) {
    const raw = new WebSocket(`${address}/socket.io/?EIO=4&transport=websocket`);
    await once(raw, 'open');
    raw.send('40{"protocol":1}');
    raw.send(garbage);
    raw.send(new Uint8Array([0, 255, 1]));
    raw.close();
  }
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname)
    .on('error', () => undefined)
    .resume();
  socket.end('\u0000\u0001GET /socket.io/?EIO=4 HTTP/9.9\r\nHost\r\n\r\n');
  await once(socket, 'close');
  const visitor = await openVisitor(t, url);
  assert.ok((await visitor.ask('What are your opening hours?')).length > 0);
});

async function openSocket(t: TestContext, url: string): Promise<Socket> {
  const socket = io(url, { forceNew: true, transports: ['websocket'], auth: { protocol: PROTOCOL_VERSION } });
  afterwards(t, () => void socket.close());
  await new Promise((resolve) => socket.once('session:opened', resolve));
  return socket;
}

/** How the server took a handshake: `opened`, or the code of the refusal. */
async function shake(t: TestContext, url: string, auth: object): Promise<string> {
  const socket = io(url, { forceNew: true, transports: ['websocket'], reconnection: false, auth });
  afterwards(t, () => void socket.close());
  const outcome = await new Promise<string>((resolve) => {
    socket.once('session:opened', () => resolve('opened'));
    socket.once('connect_error', (error) =>
      resolve((error as { data?: ErrorView }).data?.code ?? `without a code: ${error.message}`),
    );
  });
  socket.close();
  assert.doesNotMatch(outcome, /without a code/, JSON.stringify(auth).slice(0, 500));
  return outcome;
}
