import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiResponse } from '@grammyjs/types';
import { BotApiError } from './bot-api-error.ts';
import { faultError, type Faults } from './faults.ts';
import type { ApiCall, Journal } from './journal.ts';
import { methods } from './methods/index.ts';
import { readInteger, type Params } from './params.ts';
import { readParams } from './read-params.ts';
import type { Method, World } from './world.ts';

export interface ApiContext {
  world: World;
  faults: Faults;
  journal: Journal;
}

const STRUCTURED = /^\s*[[{]/;

/** Answers `/bot<token>/<method>`. Returns false when the address is not of that kind. */
export async function handleApi(
  context: ApiContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const match = /^\/bot([^/]*)\/([^/]*)$/.exec(url.pathname);
  if (!match) return false;
  const [, token = '', name = ''] = match;
  const method = methods.get(name.toLowerCase());
  if (decodeURIComponent(token) !== context.world.token) sendError(response, new BotApiError(401, ''));
  else if (!method) sendError(response, new BotApiError(404, 'Not Found: method not found'));
  else await answerCall(context, method, { request, response, url });
  return true;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

async function answerCall(context: ApiContext, method: Method, { request, response, url }: Exchange): Promise<void> {
  let params: Params;
  try {
    params = await readParams(request, url);
  } catch (error) {
    return sendError(response, error);
  }
  const { world, journal, faults } = context;
  const call = journal.open({ method: method.name, params: plain(params), at: world.clock() });
  const fault = faults.take(method.name, readInteger(params, 'chat_id'));
  const signal = hangUpSignal(response);
  if (fault?.hangMs) await delay(fault.hangMs, undefined, { signal }).catch(() => undefined);
  if (fault?.dropConnection === 'before') return drop(context, call, response);
  const answer = await run(() => {
    if (fault?.status !== undefined) throw faultError(fault);
    return method.run(world, params, signal);
  });
  if (fault?.dropConnection === 'after') return drop(context, call, response);
  const status = answer.ok ? 200 : answer.error_code;
  journal.end(call, status, answer);
  send(response, status, answer);
}

async function run(method: () => unknown): Promise<ApiResponse<unknown>> {
  try {
    return { ok: true, result: await method() };
  } catch (error) {
    return toApiError(error).toAnswer();
  }
}

function drop({ journal }: ApiContext, call: ApiCall, response: ServerResponse): void {
  journal.end(call, 0);
  response.socket?.destroy();
}

/** Aborts when the caller closes the connection before it was answered. */
function hangUpSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function plain({ fields, files }: Params): Record<string, unknown> {
  const parsed = Object.entries(fields).map(
    ([key, value]) => [key, key === 'text' ? value : structured(value)] as const,
  );
  const uploads = [...files].map(([key, file]) => [key, { filename: file.filename, size: file.data.length }] as const);
  return Object.fromEntries([...parsed, ...uploads]);
}

function structured(value: unknown): unknown {
  if (typeof value !== 'string' || !STRUCTURED.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function toApiError(error: unknown): BotApiError {
  if (error instanceof BotApiError) return error;
  console.error('telegram emulator:', error);
  return new BotApiError(500, 'Internal Server Error');
}

function sendError(response: ServerResponse, error: unknown): void {
  const refused = toApiError(error);
  send(response, refused.code, refused.toAnswer());
}

function send(response: ServerResponse, status: number, answer: ApiResponse<unknown>): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}
