import type { ErrorView } from '@agent-chat/sdk/protocol';

/** What the server answered instead of a result. */
export class ApiError extends Error {
  readonly code: ErrorView['code'] | 'OFFLINE';
  readonly retryAfter?: number;

  constructor({
    code,
    message,
    retryAfter,
  }: {
    code: ErrorView['code'] | 'OFFLINE';
    message: string;
    retryAfter?: number;
  }) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export type Query = Record<string, string | number | undefined>;

/** `/api` + path with the query, empty values left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]));
  return `/api${path}${search.size > 0 ? `?${search}` : ''}`;
}

/** Called when the session is over, whatever was asked. */
let onSignedOut = (): void => {};
export const whenSignedOut = (listener: () => void): void => void (onSignedOut = listener);
export const tellSignedOut = (): void => onSignedOut();

/** Throws {@link ApiError}, but for a status that is an `answer`. */
export function api<T>(method: string, url: string, body?: unknown, answers: readonly number[] = []): Promise<T> {
  if (body === undefined) return request(url, { method }, answers);
  const headers = { 'content-type': 'application/json' };
  return request(url, { method, headers, body: JSON.stringify(body) }, answers);
}

/** The same with a form that holds files. */
export function sendForm<T>(url: string, form: FormData): Promise<T> {
  return request(url, { method: 'POST', body: form });
}

/** The same with a file alone. */
export function sendFile<T>(url: string, file: File): Promise<T> {
  return request(url, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
}

async function request<T>(url: string, init: RequestInit, answers: readonly number[] = []): Promise<T> {
  const response = await fetch(url, init).catch(() => {
    throw new ApiError({ code: 'OFFLINE', message: 'The server cannot be reached' });
  });
  if (response.ok || answers.includes(response.status))
    return (response.status === 204 ? undefined : await response.json()) as T;
  const error = await readError(response);
  if (error.code === 'UNAUTHORIZED' && !url.startsWith('/api/session')) onSignedOut();
  throw error;
}

async function readError(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => undefined)) as { error?: ErrorView } | undefined;
  return new ApiError(body?.error ?? { code: 'INTERNAL', message: `HTTP ${response.status}` });
}
