import { ChatError } from './chat-error.ts';
import type { ErrorView, FileView } from './protocol.ts';

/** A `File`, or any bytes with a name. */
export type UploadSource = Blob & { readonly name?: string };

export interface UploadOptions {
  /** From 0 to 1, while it goes out; without XMLHttpRequest (Node, workers) only the 1 at the end. */
  onProgress?(fraction: number): void;
  /** Aborted: the upload ends, and the promise is rejected with `CLOSED`. */
  signal?: AbortSignal;
  /** Seconds, of a recording. */
  duration?: number;
}

export interface UploadRequest extends UploadOptions {
  server: string;
  site?: string;
  token: string;
}

interface Answer {
  status: number;
  body?: { file?: FileView; error?: ErrorView };
}
type Transport = (url: string, form: FormData, request: UploadRequest) => Promise<Answer>;

/** Hands a file in; it is kept for an hour, until a message takes it. */
export async function upload(file: UploadSource, request: UploadRequest): Promise<FileView> {
  const form = new FormData();
  const { width, height } = await measure(file);
  for (const [name, value] of Object.entries({ width, height, duration: request.duration })) {
    if (value) form.append(name, String(value));
  }
  form.append('file', file, file.name ?? 'file');
  const query = request.site ? `?site=${encodeURIComponent(request.site)}` : '';
  const send: Transport = globalThis.XMLHttpRequest ? sendByXhr : sendByFetch;
  if (request.signal?.aborted) throw cancelled();
  const { status, body } = await send(`${request.server}/api/files${query}`, form, request);
  if (body?.file) return body.file;
  throw new ChatError(body?.error ?? unreadable(status));
}

/** The server never decodes a picture: its size is known here, where it is shown anyway. */
async function measure(file: Blob): Promise<{ width?: number; height?: number }> {
  if (!file.type.startsWith('image/') || !globalThis.createImageBitmap) return {};
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {};
  }
}

const sendByXhr: Transport = (url, form, { token, onProgress, signal }) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    xhr.open('POST', url);
    xhr.responseType = 'json';
    xhr.setRequestHeader('authorization', `Visitor ${token}`);
    xhr.upload.onprogress = ({ loaded, total }) => total && onProgress?.(loaded / total);
    xhr.onload = () => resolve({ status: xhr.status, body: xhr.response as Answer['body'] });
    xhr.onerror = () => reject(unreachable());
    xhr.onabort = () => reject(cancelled());
    xhr.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    xhr.send(form);
  });

const sendByFetch: Transport = async (url, form, { token, onProgress, signal = null }) => {
  const headers = { authorization: `Visitor ${token}` };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: form, signal });
    const body = (await response.json().catch(() => undefined)) as Answer['body'];
    onProgress?.(1);
    return { status: response.status, body };
  } catch {
    throw signal?.aborted ? cancelled() : unreachable();
  }
};

/** A proxy's own refusal, which is not ours to read. */
function unreadable(status: number): ErrorView {
  if (status === 413) return { code: 'TOO_LARGE', message: 'The file is too large for the server.' };
  return { code: 'INTERNAL', message: `The upload was answered with status ${status}.` };
}

function unreachable(): ChatError {
  return new ChatError({
    code: 'TIMEOUT',
    message: 'The upload broke off: the server cannot be reached.',
    hint: 'Check the connection and upload it again.',
  });
}

function cancelled(): ChatError {
  return new ChatError({ code: 'CLOSED', message: 'The upload was cancelled.' });
}
