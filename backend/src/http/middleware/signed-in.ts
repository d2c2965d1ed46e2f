import type { Middleware } from 'koa';
import type { Access } from '../../access/access.ts';
import { AppError } from '../../errors.ts';
import { readSessionCookie } from '../session-cookie.ts';

/** Lets accounts in and nobody else. */
export function signedIn(access: Access): Middleware {
  return async (ctx, next) => {
    const token = readSessionCookie(ctx);
    const account = token ? await access.session(token) : undefined;
    if (!account) throw new AppError('UNAUTHORIZED', 'There is no session', { hint: 'Log in at POST /api/session.' });
    ctx.state.account = account;
    ctx.set('cache-control', 'no-store');
    await next();
  };
}
