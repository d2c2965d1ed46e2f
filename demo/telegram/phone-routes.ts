import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { People } from './people.ts';
import type { SentMessage, TelegramPerson } from './person.ts';
import type { PressResult } from './press-button.ts';
import { streamChat } from './phone-events.ts';
import { readPhoneWords } from './phone-words.ts';
import { readBody } from './read-params.ts';
import { isRecord } from './params.ts';
import type { World } from './world.ts';

export interface PhoneContext {
  world: World;
  people: People;
}

const ASSETS = new URL('./phone/', import.meta.url);
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The page that looks like a phone, and what it asks. Returns false when the address is not one of its own. */
export async function handlePhone(
  context: PhoneContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const { pathname } = url;
  if (request.method === 'POST' && pathname === '/phone/attach')
    return handleAttach(context, url, { request, response });
  if (request.method === 'POST') return handlePost(context, pathname, { request, response });
  if (request.method !== 'GET') return false;
  if (pathname === '/phone/events') return openEvents(context, url, response);
  if (pathname === '/phone/words') return sendWords(url, response);
  const photo = /^\/phone\/files\/([\w-]+)$/.exec(pathname)?.[1];
  if (photo !== undefined) return sendPhoto(context.world, photo, response);
  const botLink = `/t/${context.world.bot.username}`.toLowerCase();
  if (pathname === '/' || pathname.toLowerCase() === botLink) return sendAsset('index.html', response);
  const asset = /^\/phone\/([a-z-]+\.(?:js|css))$/.exec(pathname)?.[1];
  return asset !== undefined && sendAsset(asset, response);
}

async function sendAsset(name: string, response: ServerResponse): Promise<boolean> {
  const body = await readFile(new URL(name, ASSETS)).catch(() => undefined);
  if (!body) return false;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
  response.writeHead(200, { ...HEADERS, 'content-type': type });
  response.end(body);
  return true;
}

async function sendWords(url: URL, response: ServerResponse): Promise<boolean> {
  sendJson(response, 200, await readPhoneWords(url.searchParams.get('languages') ?? ''));
  return true;
}

function sendPhoto(world: World, fileId: string, response: ServerResponse): boolean {
  const file = world.files.find(fileId);
  if (!file) return false;
  response.writeHead(200, { ...HEADERS, 'content-type': imageTypeOf(file.filename) });
  response.end(file.data);
  return true;
}

/** Only pictures are shown; anything else is a download. */
function imageTypeOf(filename: string): string {
  const extension = /\.(png|jpe?g|webp|gif)$/i.exec(filename)?.[1]?.toLowerCase();
  return extension ? `image/${extension === 'jpg' ? 'jpeg' : extension}` : 'application/octet-stream';
}

async function openEvents(context: PhoneContext, url: URL, response: ServerResponse): Promise<boolean> {
  const id = Number(url.searchParams.get('person'));
  if (!Number.isSafeInteger(id) || id <= 0) return refuse(response, 'person must be a positive whole number');
  const { locale, words } = await readPhoneWords(url.searchParams.get('languages') ?? '');
  const names = isRecord(words['person']) ? words['person'] : {};
  const person = context.people.open({
    id,
    firstName: String(names['firstName']),
    lastName: String(names['lastName']),
    languageCode: locale,
  });
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  streamChat(context.world, person, response);
  return true;
}

async function handlePost(
  { people }: PhoneContext,
  pathname: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<boolean> {
  const action = /^\/phone\/(send|press|start)$/.exec(pathname)?.[1];
  if (action === undefined) return false;
  if (isForeign(request)) return refuse(response, 'foreign origin');
  const body = parseBody((await readBody(request, 64 * 1024)).toString('utf8'));
  const person = people.find(Number(body['person']));
  if (!person) return refuse(response, 'unknown person: open /phone/events first');
  try {
    sendJson(response, 200, { ok: true, result: act(person, action, body) });
    return true;
  } catch (error) {
    return refuse(response, error instanceof Error ? error.message : 'refused');
  }
}

/** The body is the file; who, its name and its type stand in the address. */
async function handleAttach(
  { people }: PhoneContext,
  url: URL,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<boolean> {
  if (isForeign(request)) return refuse(response, 'foreign origin');
  const text = (name: string) => url.searchParams.get(name) ?? '';
  const person = people.find(Number(text('person')));
  if (!person) return refuse(response, 'unknown person: open /phone/events first');
  const data = await readBody(request);
  const mimeType = text('type') || 'application/octet-stream';
  const as = /^image\/(png|jpeg|webp)$/.test(mimeType) ? 'photo' : 'document';
  try {
    sendJson(response, 200, { ok: true, result: person.attach({ as, data, filename: text('name'), mimeType }) });
    return true;
  } catch (error) {
    return refuse(response, error instanceof Error ? error.message : 'refused');
  }
}

function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && origin !== `http://${host}`;
}

function act(person: TelegramPerson, action: string, body: Record<string, unknown>): SentMessage | PressResult {
  const text = (key: string): string => (typeof body[key] === 'string' ? body[key] : '');
  if (action === 'send') return person.send(text('text'));
  if (action === 'start') return person.start(text('payload'));
  return person.press(text('button'), typeof body['messageId'] === 'number' ? body['messageId'] : undefined);
}

function parseBody(source: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(source);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function refuse(response: ServerResponse, description: string): true {
  sendJson(response, 400, { ok: false, description });
  return true;
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
