import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { providerContract, type ProviderHouse, type Scene } from '../../../tests/contract/provider.ts';
import { createOpenAiProvider } from './openai-provider.ts';
import type { ModelError, Provider } from './provider.ts';

const KEY = 'sk-planted-secret';
const limits = { connect: 500, firstToken: 700, idle: 200, total: 1500 };
const STATUS = { auth: 401, limit: 429, failure: 500 };

const chunk = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'test', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
const DONE = 'data: [DONE]\n\n';
const stream = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });

async function serve(t: TestContext, answer: (response: ServerResponse) => void): Promise<ProviderHouse> {
  const closed = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    response.on('close', () => closed.resolve());
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { provider: providerAt(`http://127.0.0.1:${port}/v1`), key: KEY, closed: closed.promise };
}

const providerAt = (baseUrl: string): Provider =>
  createOpenAiProvider({ apiKey: KEY, baseUrl, model: 'test', maxTokens: 100, timeouts: limits });

function play(response: ServerResponse, scene: Scene): void {
  if (scene.plays === 'refuse') response.writeHead(STATUS[scene.because]).end('{}');
  else if (scene.plays === 'nonsense') response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
  else if (scene.plays === 'nothing') stream(response).end();
  else if (scene.plays === 'cut') stream(response).end(scene.pieces.map((piece) => chunk(piece)).join('') + DONE);
  else if (scene.plays === 'answer')
    stream(response).end(scene.pieces.map((piece) => chunk(piece)).join('') + chunk('', 'stop') + DONE);
  else if (scene.after === 'headers') stream(response).flushHeaders();
  else if (scene.after === 'text') stream(response).write(chunk('Half'));
}

providerContract('openai', (t, scene) => serve(t, (response) => play(response, scene)));

async function answerOf({ provider }: { provider: Provider }): Promise<{ text: string; error?: ModelError }> {
  let text = '';
  try {
    for await (const part of provider.stream(
      { messages: [{ role: 'user', content: 'Hi' }] },
      new AbortController().signal,
    )) {
      if (part.type === 'text') text += part.text;
    }
  } catch (error) {
    return { text, error: error as ModelError };
  }
  return { text };
}

test('bytes cut anywhere, in a letter or in a line, give the same text', async (t) => {
  const bytes = Buffer.from(chunk('Привет, ') + chunk('мир') + chunk('', 'stop') + DONE);
  const house = await serve(t, async (response) => {
    stream(response);
    for (let at = 0; at < bytes.length; at += 7) {
      response.write(bytes.subarray(at, at + 7));
      await new Promise(setImmediate);
    }
    response.end();
  });
  assert.equal((await answerOf(house)).text, 'Привет, мир');
});

test('broken JSON in a stream and an answer without a word are BAD_ANSWER', async (t) => {
  const broken = await serve(t, (response) => void stream(response).end('data: {"choices":[{\n\n'));
  const empty = await serve(t, (response) => void stream(response).end(chunk('', 'stop') + DONE));
  assert.equal((await answerOf(broken)).error?.code, 'BAD_ANSWER');
  assert.equal((await answerOf(empty)).error?.code, 'BAD_ANSWER');
});

test('a connection that is reset in the middle is CUT, and how long to wait is handed on', async (t) => {
  const reset = await serve(t, (response) => void stream(response).write(chunk('Half'), () => response.destroy()));
  const limited = await serve(t, (response) => void response.writeHead(429, { 'retry-after': '7' }).end('{}'));
  assert.equal((await answerOf(reset)).error?.code, 'CUT');
  assert.equal((await answerOf(limited)).error?.retryAfter, 7);
});

test('a server that fails once is asked once more', async (t) => {
  let asked = 0;
  const house = await serve(t, (response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503).end();
    else stream(response).end(chunk('Back', 'stop'));
  });
  assert.equal((await answerOf(house)).text, 'Back');
  assert.equal(asked, 2);
});

test('a server that cannot be reached is UNAVAILABLE', async () => {
  assert.equal((await answerOf({ provider: providerAt('http://127.0.0.1:9/v1') })).error?.code, 'UNAVAILABLE');
});
