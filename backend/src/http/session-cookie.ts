import type { Context } from 'koa';
import { SESSION_LIFE } from '../access/access.ts';
import { SESSION_COOKIE, sessionTokenOf } from '../access/session-cookie.ts';

export function readSessionCookie(ctx: Context): string | undefined {
  return sessionTokenOf(ctx.get('cookie'));
}

/** Written by hand: Koa's own refuses `Secure` where a proxy ends TLS and is not trusted with the protocol. */
export function writeSessionCookie(ctx: Context, token: string, isHttps: boolean): void {
  ctx.append('set-cookie', cookie(token, SESSION_LIFE / 1000, isHttps));
}

export function clearSessionCookie(ctx: Context, isHttps: boolean): void {
  ctx.append('set-cookie', cookie('', 0, isHttps));
}

function cookie(value: string, maxAge: number, isHttps: boolean): string {
  return `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
}

/** `publicUrl` may be https while a proxy in front talks plainly to this process. */
export function isHttps(ctx: Context, publicUrl?: string): boolean {
  return ctx.secure || Boolean(publicUrl?.startsWith('https:'));
}
