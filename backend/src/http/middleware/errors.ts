import type { ErrorCode } from '@agent-chat/sdk/protocol';
import type { Middleware } from 'koa';
import { AppError, errorView } from '../../errors.ts';
import type { Log } from '../../telemetry/log.ts';

const STATUS: Record<ErrorCode, number> = {
  BAD_REQUEST: 400,
  UNKNOWN_EVENT: 400,
  PROTOCOL_UNSUPPORTED: 400,
  IDENTITY_INVALID: 401,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  ORIGIN_FORBIDDEN: 403,
  CONSENT_REQUIRED: 403,
  NOT_FOUND: 404,
  SITE_UNKNOWN: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  CHANNEL_UNAVAILABLE: 503,
  SHUTTING_DOWN: 503,
};

/** The border where errors become `{error: {code, message, hint?, retryAfter?}}`. What nobody expected is logged and tells nothing. */
export function errors(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const known = toAppError(error);
      if (known.code === 'INTERNAL')
        log.error({ err: error, method: ctx.method, route: ctx._matchedRoute }, 'request failed');
      ctx.status = STATUS[known.code];
      if (known.retryAfter !== undefined) ctx.set('retry-after', String(known.retryAfter));
      ctx.set('cache-control', 'no-store');
      ctx.body = { error: errorView(known) };
    }
  };
}

/** Koa and its body parser throw errors with a status. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return new AppError('BAD_REQUEST', 'The body is not compressed as it says', { hint: 'Check Content-Encoding.' });
  }
  if (status === 413)
    return new AppError('TOO_LARGE', 'The request is too large', { hint: 'At most 100 kB are taken.' });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('BAD_REQUEST', 'The request could not be read', { hint: 'Send valid JSON.' });
  }
  return new AppError('INTERNAL', 'Something went wrong here', { cause: error });
}
