import { ERROR_HINTS } from './error-hints.ts';
import type { ErrorCode, ErrorView } from './protocol.ts';

export type ChatErrorCode = ErrorCode | 'CLOSED' | 'TIMEOUT';

/**
 * What every promise of a chat is rejected with. `CLOSED`: the chat was closed, or the message was discarded, before there was an answer;
 * `TIMEOUT`: there was none within 10 seconds. All other codes are the server's.
 */
export class ChatError extends Error {
  declare readonly code: ChatErrorCode;
  /** What to do next, for engineers. */
  declare readonly hint?: string;
  /** Seconds. */
  declare readonly retryAfter?: number;

  constructor({
    code,
    message,
    hint = ERROR_HINTS[code],
    retryAfter,
  }: Omit<ErrorView, 'code'> & { code: ChatErrorCode }) {
    super(message);
    Object.assign(this, { name: 'ChatError', code, hint, retryAfter });
  }
}

export function closedError(): ChatError {
  return new ChatError({ code: 'CLOSED', message: 'The chat was closed.' });
}
