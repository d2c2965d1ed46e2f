import type { IncomingMessage } from 'node:http';
import { badRequest, BotApiError } from './bot-api-error.ts';
import { parseMultipart } from './multipart.ts';
import { isRecord, type Params } from './params.ts';

/** The Bot API's own upload limit, in bytes. */
const MAX_BODY = 50 * 1024 * 1024;

/** Reads the query and the body (JSON, urlencoded form, multipart form) of a call; the body wins over the query. */
export async function readParams(request: IncomingMessage, url: URL): Promise<Params> {
  const query = Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return { fields: query, files: new Map() };
  if (/^multipart\/form-data/i.test(type)) return multipart(query, body, type);
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    return { fields: { ...query, ...form }, files: new Map() };
  }
  return { fields: { ...query, ...parseObject(body) }, files: new Map() };
}

export async function readBody(request: IncomingMessage, limit = MAX_BODY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BotApiError(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function multipart(query: Record<string, string>, body: Buffer, type: string): Params {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) throw badRequest('boundary of the multipart body is missing');
  const form = parseMultipart(body, name);
  return { fields: { ...query, ...form.fields }, files: form.files };
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(value)) return value;
  } catch {
    // Answered below, like any other body that is not an object.
  }
  throw badRequest("can't parse JSON object");
}
