import type { ErrorCode, ErrorView } from '@agent-chat/sdk/protocol';

export interface AppErrorOptions {
  /** What to do next. */
  hint?: string;
  cause?: unknown;
  /** Seconds after which the same request may succeed. */
  retryAfter?: number;
}

/** The one error of the backend: `message` says what happened to what, `hint` what to do next. Never carries a token or a visitor's text. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint?: string;
  readonly retryAfter?: number;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint;
    this.retryAfter = options.retryAfter;
  }
}

/** What people outside are told of an error. One that nobody expected tells nothing: it is for the log. */
export function errorView(error: unknown): ErrorView {
  if (!(error instanceof AppError))
    return { code: 'INTERNAL', message: 'Something went wrong on our side', retryAfter: 2 };
  const { code, message, hint, retryAfter } = error;
  return { code, message, ...(hint !== undefined && { hint }), ...(retryAfter !== undefined && { retryAfter }) };
}
