import type { ApiError, ResponseParameters } from '@grammyjs/types';

const PREFIXES: Record<number, string> = {
  400: 'Bad Request: ',
  401: 'Unauthorized',
  403: 'Forbidden: ',
  409: 'Conflict: ',
};

/** What a Bot API method refuses with. `detail` is the part after Telegram's own prefix ("Bad Request: …"). */
export class BotApiError extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, detail: string, parameters?: ResponseParameters) {
    super(`${PREFIXES[code] ?? ''}${detail}`);
    this.code = code;
    this.parameters = parameters;
  }

  toAnswer(): ApiError {
    const answer: ApiError = { ok: false, error_code: this.code, description: this.message };
    return this.parameters ? { ...answer, parameters: this.parameters } : answer;
  }
}

/** A 400 in Telegram's wording. */
export function badRequest(detail: string): BotApiError {
  return new BotApiError(400, detail);
}
