import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createOpenAiProvider } from './openai-provider.ts';
import { ModelError, type ModelPart } from './provider.ts';

const KEY = 'sk-planted-secret';
const limits = { connect: 500, firstToken: 700, idle: 200, total: 1500 };

async function serve(t: TestContext, answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer((request, response) => answer(response, request));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return createOpenAiProvider({
    apiKey: KEY,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'test',
    maxTokens: 100,
    timeouts: limits,
  });
}

const chunk = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'test', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
const stream = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });

async function collect(provider: ReturnType<typeof createOpenAiProvider>, signal = new AbortController().signal) {
  const parts: ModelPart[] = [];
  let error: ModelError | undefined;
  try {
    for await (const part of provider.stream({ messages: [{ role: 'user', content: 'Hi' }] }, signal)) parts.push(part);
  } catch (thrown) {
    error = thrown as ModelError;
  }
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return { parts, text, error };
}

test('an answer is streamed and ends with its reason', async (t) => {
  const provider = await serve(t, (response) => {
    stream(response).write(chunk('Hel'));
    response.write(chunk('lo'));
    response.end(chunk('', 'stop') + 'data: [DONE]\n\n');
  });
  const { text, parts, error } = await collect(provider);
  assert.equal(error, undefined);
  assert.equal(text, 'Hello');
  assert.deepEqual(parts.at(-1), { type: 'end', reason: 'stop' });
});

test('bytes cut anywhere, in a letter or in a line, give the same text', async (t) => {
  const bytes = Buffer.from(chunk('Привет, ') + chunk('мир') + chunk('', 'stop') + 'data: [DONE]\n\n');
  const provider = await serve(t, async (response) => {
    stream(response);
    for (let at = 0; at < bytes.length; at += 7) {
      response.write(bytes.subarray(at, at + 7));
      await new Promise(setImmediate);
    }
    response.end();
  });
  assert.equal((await collect(provider)).text, 'Привет, мир');
});

test('a stream that ends without a finish_reason is an error, and what came before it was handed on', async (t) => {
  const provider = await serve(t, (response) => void stream(response).end(chunk('Half') + 'data: [DONE]\n\n'));
  const { text, error } = await collect(provider);
  assert.equal(text, 'Half');
  assert.equal(error?.code, 'CUT');
});

for (const [name, play, code] of [
  ['hangs before its headers', () => undefined, 'TIMEOUT'],
  ['hangs before its first token', (response: ServerResponse) => void stream(response).flushHeaders(), 'TIMEOUT'],
  ['hangs in the middle', (response: ServerResponse) => void stream(response).write(chunk('Half')), 'TIMEOUT'],
  ['answers 401', (response: ServerResponse) => void response.writeHead(401).end('{}'), 'AUTH'],
  ['answers 404', (response: ServerResponse) => void response.writeHead(404).end('{}'), 'REFUSED'],
  [
    'answers 429',
    (response: ServerResponse) => void response.writeHead(429, { 'retry-after': '7' }).end('{}'),
    'RATE_LIMITED',
  ],
  ['answers 500 twice', (response: ServerResponse) => void response.writeHead(500).end('oops'), 'UNAVAILABLE'],
  [
    'answers a page of HTML',
    (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
    'CUT',
  ],
  ['answers nothing', (response: ServerResponse) => void stream(response).end(), 'CUT'],
  ['ends without a word', (response: ServerResponse) => void stream(response).end(chunk('', 'stop')), 'BAD_ANSWER'],
  [
    'sends broken JSON',
    (response: ServerResponse) => void stream(response).end('data: {"choices":[{\n\n'),
    'BAD_ANSWER',
  ],
  [
    'resets the connection in the middle',
    (response: ServerResponse) => void stream(response).write(chunk('Half'), () => response.destroy()),
    'CUT',
  ],
] as const) {
  test(`a server that ${name} gives ${code} within its limits, without the key`, async (t) => {
    const provider = await serve(t, play);
    const started = performance.now();
    const { error } = await collect(provider);
    assert.ok(error instanceof ModelError, String(error));
    assert.equal(error.code, code);
    assert.ok(performance.now() - started < 1800, 'took too long');
    assert.ok(!JSON.stringify([error.message, error.stack]).includes(KEY));
  });
}

test('a server that fails once is asked once more', async (t) => {
  let asked = 0;
  const provider = await serve(t, (response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503).end();
    else stream(response).end(chunk('Back', 'stop'));
  });
  assert.equal((await collect(provider)).text, 'Back');
  assert.equal(asked, 2);
});

test('a server that cannot be reached is UNAVAILABLE', async () => {
  const provider = createOpenAiProvider({
    apiKey: KEY,
    baseUrl: 'http://127.0.0.1:9/v1',
    model: 'test',
    maxTokens: 1,
    timeouts: limits,
  });
  assert.equal((await collect(provider)).error?.code, 'UNAVAILABLE');
});

test('stopping an answer closes the connection to the server', async (t) => {
  const closed = Promise.withResolvers<void>();
  const provider = await serve(t, (response) => {
    stream(response).write(chunk('One'));
    response.on('close', () => closed.resolve());
  });
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 50);
  const { error, text } = await collect(provider, abort.signal);
  assert.equal(text, 'One');
  assert.equal(error?.code, 'ABORTED');
  await closed.promise;
});
