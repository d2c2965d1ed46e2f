import type { Answer } from '@agent-chat/sdk/protocol';
import { AppError, errorView } from '../../errors.ts';
import { parse } from '../../parse.ts';
import type { Log } from '../../telemetry/log.ts';
import { asks, type AskContext } from './asks.ts';

/** Answers whatever arrived at the socket; never throws. */
export async function handleAsk(event: unknown, payload: unknown, context: AskContext & { log: Log }): Promise<Answer> {
  try {
    const ask = typeof event === 'string' && Object.hasOwn(asks, event) ? asks[event] : undefined;
    if (!ask) throw new AppError('UNKNOWN_EVENT', 'There is no such event');
    return { ok: true, ...(await ask.run(parse(ask.schema, payload, 'payload') as never, context)) };
  } catch (error) {
    if (!(error instanceof AppError)) context.log.error({ err: error, event }, 'An ask of the console failed');
    return { ok: false, error: errorView(error) };
  }
}
