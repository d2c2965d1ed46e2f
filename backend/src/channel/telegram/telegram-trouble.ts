import type { GrammyError, HttpError } from 'grammy';

/** Why a call of the Bot API failed, in the terms that matter for what to do next. */
export type Trouble =
  /** Nothing was done: the same call may be made again, not before `afterMs` (0: Telegram did not say). */
  | { kind: 'retry'; afterMs: number; reason: string }
  /** It may or may not have been done. */
  | { kind: 'ambiguous'; reason: string }
  /** The token is wrong or was revoked. */
  | { kind: 'unauthorized'; reason: string }
  /** Somebody else takes the updates: another process, or a webhook. */
  | { kind: 'conflict'; reason: string }
  /** The person blocked the bot, or the chat does not exist. */
  | { kind: 'gone'; reason: string }
  | { kind: 'refused'; reason: string };

/** The connection never stood, so nothing was sent. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;
const GONE =
  /chat not found|user not found|deactivated|PEER_ID_INVALID|have no rights to send|bot was blocked|bot was kicked/i;

/** The id of the message that a call has sent, or why there is none. */
export async function attempt(call: () => Promise<{ message_id: number }>): Promise<number | Trouble> {
  try {
    return (await call()).message_id;
  } catch (error) {
    return troubleOf(error);
  }
}

/** grammY is loaded lazily: its errors are told by name. Reasons carry neither the token nor a text of a person. */
export function troubleOf(error: unknown): Trouble {
  const { name } = error as Error;
  if (name === 'GrammyError') return refusal(error as GrammyError);
  if (name === 'HttpError') return networkTrouble((error as HttpError).error);
  return { kind: 'refused', reason: (error as Error).message };
}

function refusal({ error_code: code, description, parameters }: GrammyError): Trouble {
  const reason = `${code} ${description}`;
  if (code === 429) return { kind: 'retry', afterMs: (parameters.retry_after ?? 1) * 1000, reason };
  // A gateway that gave up waiting does not know what became of the call.
  if (code === 504) return { kind: 'ambiguous', reason };
  if (code >= 500) return { kind: 'retry', afterMs: 0, reason };
  // 404 is Telegram's answer to a token that cannot be one.
  if (code === 401 || code === 404) return { kind: 'unauthorized', reason };
  if (code === 409) return { kind: 'conflict', reason };
  if (code === 403 || GONE.test(description)) return { kind: 'gone', reason };
  return { kind: 'refused', reason };
}

function networkTrouble(error: unknown): Trouble {
  const code = codeOf(error);
  const reason = code ?? (error instanceof Error ? error.message : 'the connection failed');
  return code && NOT_CONNECTED.test(code) ? { kind: 'retry', afterMs: 0, reason } : { kind: 'ambiguous', reason };
}

/** `fetch` hides the cause one level down, and two where a name has several addresses. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errors } = error as Error & { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return codeOf(error.cause) ?? (errors ? codeOf(errors[0]) : undefined);
}
