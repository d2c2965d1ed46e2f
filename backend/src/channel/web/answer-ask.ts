import type { Answer } from '@agent-chat/sdk/protocol';
import { AppError, errorView } from '../../errors.ts';
import { parse } from '../../parse.ts';
import type { Log } from '../../telemetry/log.ts';
import type { AskContext, AskDefinition, Visitor } from './ask.ts';
import { asks } from './asks/index.ts';

type AnyAsk = AskDefinition<never>;

/** Parses what was asked and answers it; whatever goes wrong is an answer too. */
export async function answerAsk(
  context: AskContext,
  visitor: Visitor,
  event: string,
  payload: unknown,
  log: Log,
): Promise<Answer> {
  try {
    const ask = (Object.hasOwn(asks, event) ? asks[event as keyof typeof asks] : undefined) as AnyAsk | undefined;
    if (!ask) throw new AppError('UNKNOWN_EVENT', 'There is no such event', { hint: 'See sdk/src/protocol.ts: Asks.' });
    if (!ask.spends) context.spendAsk(visitor);
    const result: object = await ask.answer(context, visitor, parse(ask.schema, payload, 'payload') as never);
    return { ok: true, ...result };
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ err: error, event }, 'An ask failed');
    return { ok: false, error: errorView(error) };
  }
}
