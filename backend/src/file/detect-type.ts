import { open } from 'node:fs/promises';

export interface NamedFile {
  /** Where its bytes lie. */
  path: string;
  name: string;
  /** What the sender says it is: only to tell sound from pictures in a container that holds either. */
  declaredType?: string;
}

const HEAD_BYTES = 64 * 1024;
/** Names that file-type gives, and what the same thing is called here and in browsers. */
const ALIASES: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/opus': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
  'text/rtf': 'application/rtf',
};
/** Office documents of before 2007, installers and others share one container: only the name can tell them apart. */
const OLD_OFFICE: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};
const MARKUP = /^\s*<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|style|meta|title|table|a |div)/i;

/** The MIME type by the content (magic bytes); undefined for what is not known, markup among it. Nothing is unpacked or decoded. */
export async function detectType({ path, name, declaredType = '' }: NamedFile): Promise<string | undefined> {
  // Loaded with the first file that comes.
  const { fileTypeFromFile } = await import('file-type');
  const found = (await fileTypeFromFile(path).catch(() => undefined))?.mime.split(';')[0];
  if (found === 'application/x-cfb') return OLD_OFFICE[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (found === 'video/webm' || found === 'video/mp4') {
    return declaredType.startsWith('audio/') ? found.replace('video', 'audio') : found;
  }
  if (found) return ALIASES[found] ?? found;
  return (await isPlainText(path)) ? 'text/plain' : undefined;
}

async function isPlainText(path: string): Promise<boolean> {
  const head = await readHead(path);
  // What is cut in the middle of a letter is still text.
  const whole = head.length < HEAD_BYTES;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) && !MARKUP.test(text);
  } catch {
    return false;
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
