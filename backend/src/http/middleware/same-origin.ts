import type { Middleware } from 'koa';
import { isOwnOrigin } from '../../access/own-origin.ts';
import { AppError } from '../../errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Changes come from our own pages or from no page at all. Together with the session cookie's `SameSite=Lax` and bodies of types that a
 * foreign form cannot send, this holds off cross-site request forgery.
 */
export function sameOrigin(publicUrl?: string): Middleware {
  return async (ctx, next) => {
    const origin = ctx.get('origin');
    if (!SAFE.has(ctx.method) && origin && !isOwnOrigin(origin, ctx.host, publicUrl)) {
      throw new AppError('ORIGIN_FORBIDDEN', 'Another site may not change anything here', {
        hint: 'Behind a proxy, set PUBLIC_URL to the address that people use.',
      });
    }
    if (!SAFE.has(ctx.method) && ctx.request.length && !ctx.is('application/json', 'application/octet-stream')) {
      throw new AppError('BAD_REQUEST', 'The body is not JSON', {
        hint: 'Send Content-Type: application/json, or application/octet-stream for a file.',
      });
    }
    await next();
  };
}
