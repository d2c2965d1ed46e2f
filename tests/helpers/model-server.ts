import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { afterwards } from './afterwards.ts';

/** How the server answers one request. */
export interface ModelReply {
  /** Sent word by word. */
  text?: string;
  /** Milliseconds before each token. */
  delay?: number;
  /** Stays silent for ever: before the headers, before the first token, or after half of the text. */
  hang?: 'headers' | 'first-token' | 'middle';
  /** Ends after half of the text: without `finish_reason`, or with a broken connection. */
  cut?: 'end' | 'reset';
  /** An error of the protocol with this status. */
  status?: number;
  /** A page instead of an answer, as proxies send it. */
  html?: boolean;
}

export interface ModelRequest {
  model: string;
  stream?: boolean;
  messages: { role: string; content: string }[];
}

/** A model server of the OpenAI protocol on loopback that does what the test says. */
export interface ModelServer {
  /** The base URL, ending in `/v1`. */
  url: string;
  requests: ModelRequest[];
  /** Replies to the next requests, in this order; afterwards to all with `otherwise`. */
  next(...replies: ModelReply[]): void;
  otherwise: ModelReply;
  /** Answers that are being written now. */
  open(): number;
  /** The settings that lead the backend here. */
  env: Record<string, string>;
}

export async function startModelServer(t: TestContext): Promise<ModelServer> {
  const queue: ModelReply[] = [];
  const requests: ModelRequest[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    void readBody(request)
      .then(async (body) => {
        requests.push(body);
        await reply(response, queue.shift() ?? model.otherwise);
      })
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(t, () => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const model: ModelServer = {
    url,
    requests,
    next: (...replies) => void queue.push(...replies),
    otherwise: { text: 'This is the answer of the model.' },
    open: () => open.size,
    env: { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'sk-planted-secret-0123456789', OPENAI_MODEL: 'test-model' },
  };
  return model;
}

async function readBody(request: IncomingMessage): Promise<ModelRequest> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return JSON.parse(text) as ModelRequest;
}

async function reply(
  response: ServerResponse,
  { text = '', delay = 0, hang, cut, status, html }: ModelReply,
): Promise<void> {
  if (hang === 'headers') return;
  if (status) return sendJson(response, status, { error: { message: 'It does not work', type: 'server_error' } });
  if (html)
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  if (hang === 'first-token') return;
  const tokens = text.match(/\s*\S+/g) ?? [];
  const said = hang === 'middle' || cut ? tokens.slice(0, Math.ceil(tokens.length / 2)) : tokens;
  for (const token of said) {
    if (delay) await pause(delay);
    if (response.destroyed) return;
    response.write(chunk({ content: token }, null));
  }
  if (hang === 'middle') return;
  if (cut === 'reset') return void setTimeout(() => response.destroy(), 50);
  if (!cut) response.write(chunk({}, 'stop'));
  response.end(cut ? '' : 'data: [DONE]\n\n');
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const chunk = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: 'answer', object: 'chat.completion.chunk', created: 0, model: 'test-model', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
