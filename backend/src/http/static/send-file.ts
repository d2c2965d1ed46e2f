import type { Context } from 'koa';
import type { Encoding, StaticFile } from './static-file.ts';

const ENCODINGS: Encoding[] = ['br', 'gzip', 'identity'];

export interface SendOptions {
  cacheControl: string;
  /** Read by pages of any origin. */
  isPublic: boolean;
}

/** Sends what lies in memory, in the smallest encoding that the client takes, or 304 when he has it. */
export async function sendFile(ctx: Context, file: StaticFile, { cacheControl, isPublic }: SendOptions): Promise<void> {
  if (isPublic) ctx.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  ctx.set({ 'cache-control': cacheControl, etag: file.etag, vary: 'accept-encoding' });
  ctx.type = file.extension;
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const { encoding, body } = await smallest(ctx, file);
  if (encoding !== 'identity') ctx.set('content-encoding', encoding);
  ctx.body = body;
}

async function smallest(ctx: Context, file: StaticFile): Promise<{ encoding: Encoding; body: Buffer }> {
  for (const encoding of ENCODINGS) {
    const body = ctx.acceptsEncodings(encoding) && (await file.body(encoding));
    if (body) return { encoding, body };
  }
  return { encoding: 'identity', body: (await file.body('identity')) as Buffer };
}
