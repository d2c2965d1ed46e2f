import { memoryStorage, type ErrorView, type FileView } from '@agent-chat/sdk';
import type { TestContext } from 'node:test';
import { openVisitor, type TestVisitor } from './test-visitor.ts';

export interface Uploaded {
  status: number;
  headers: Headers;
  file?: FileView;
  error?: ErrorView;
}

export interface UploadOptions {
  token?: string;
  origin?: string;
  /** More parts of the form. */
  fields?: Record<string, string>;
  query?: string;
  cookie?: string;
}

/** Hands a file in as a page does, without the SDK. */
export async function uploadTo(url: string, file: File, options: UploadOptions = {}): Promise<Uploaded> {
  const { token, origin, fields = {}, query = '', cookie } = options;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const response = await fetch(`${url}/api/files${query}`, {
    method: 'POST',
    body: form,
    headers: {
      ...(token !== undefined && { authorization: `Visitor ${token}` }),
      ...(origin !== undefined && { origin }),
      ...(cookie && { cookie }),
    },
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

/** A visitor, and the token that the server gave him. */
export async function openKnownVisitor(t: TestContext, url: string): Promise<TestVisitor & { token: string }> {
  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  const [token] = (await storage.list(url)).filter((value): value is string => typeof value === 'string');
  return { ...visitor, token: token! };
}
