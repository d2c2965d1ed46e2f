import type { Upload } from './params.ts';

export interface MultipartBody {
  fields: Record<string, string>;
  files: Map<string, Upload>;
}

/**
 * Reads a multipart/form-data body (RFC 7578). Node's own `formData()` refuses part headers as grammY writes them (lower
 * case, unquoted file names), which Telegram accepts.
 */
export function parseMultipart(body: Buffer, boundary: string): MultipartBody {
  const result: MultipartBody = { fields: {}, files: new Map() };
  for (const part of splitParts(body, boundary)) addPart(result, part);
  return result;
}

function* splitParts(body: Buffer, boundary: string): Generator<Buffer> {
  const first = Buffer.from(`--${boundary}`);
  const next = Buffer.from(`\r\n--${boundary}`);
  let start = body.indexOf(first);
  if (start < 0) return;
  start += first.length;
  for (let end = body.indexOf(next, start); end >= 0; end = body.indexOf(next, start)) {
    yield body.subarray(start + 2, end);
    start = end + next.length;
  }
}

function addPart(result: MultipartBody, part: Buffer): void {
  const split = part.indexOf('\r\n\r\n');
  if (split < 0) return;
  const head = part.subarray(0, split).toString('utf8');
  const data = part.subarray(split + 4);
  const name = parameterOf(head, 'name');
  if (name === undefined) return;
  const filename = parameterOf(head, 'filename');
  if (filename === undefined) result.fields[name] = data.toString('utf8');
  else result.files.set(name, { filename, mimeType: mimeTypeOf(head), data: Buffer.from(data) });
}

function parameterOf(head: string, name: string): string | undefined {
  const match = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(head);
  return match?.[1] ?? match?.[2]?.trim();
}

function mimeTypeOf(head: string): string {
  return /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
}
