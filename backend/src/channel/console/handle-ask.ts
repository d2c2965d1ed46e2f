import type { Answer, ErrorView } from '@agent-chat/sdk/protocol';
import { AppError } from '../../errors.ts';
import type { Log } from '../../telemetry/log.ts';
import { asks, type AskContext } from './asks.ts';

/** Answers whatever arrived at the socket; never throws. */
export async function handleAsk(event: unknown, payload: unknown, context: AskContext & { log: Log }): Promise<Answer> {
  try {
    const ask = typeof event === 'string' && Object.hasOwn(asks, event) ? asks[event] : undefined;
    if (!ask) throw new AppError('UNKNOWN_EVENT', 'There is no such event');
    const parsed = ask.schema.safeParse(payload);
    if (!parsed.success) throw invalid(parsed.error.issues);
    return { ok: true, ...(await ask.run(parsed.data as never, context)) };
  } catch (error) {
    if (!(error instanceof AppError))
      context.log.error({ err: error, event: String(event) }, 'an ask of the console failed');
    return { ok: false, error: errorView(error) };
  }
}

function invalid(issues: { path: PropertyKey[]; message: string }[]): AppError {
  const faults = issues.map(({ path, message }) => `${path.map(String).join('.') || 'payload'}: ${message}`);
  return new AppError('BAD_REQUEST', 'The payload is not valid', { hint: faults.slice(0, 5).join('; ') });
}

export function errorView(error: unknown): ErrorView {
  if (!(error instanceof AppError)) return { code: 'INTERNAL', message: 'Something went wrong here' };
  const { code, message, hint, retryAfter } = error;
  return { code, message, ...(hint !== undefined && { hint }), ...(retryAfter !== undefined && { retryAfter }) };
}
