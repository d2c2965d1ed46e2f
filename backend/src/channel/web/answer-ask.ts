import type { Answer, ErrorView } from '@agent-chat/sdk/protocol';
import { AppError } from '../../errors.ts';
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
    if (!ask) throw new AppError('UNKNOWN_EVENT', 'There is no such event');
    const parsed = ask.schema.safeParse(payload);
    if (!parsed.success) throw new AppError('BAD_REQUEST', firstIssue(parsed.error.issues));
    const result: object = await ask.answer(context, visitor, parsed.data);
    return { ok: true, ...result };
  } catch (error) {
    return { ok: false, error: errorView(error, log) };
  }
}

/** Names the place, never the value: it is a visitor's. */
function firstIssue(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  const where = issue && issue.path.length > 0 ? issue.path.map(String).join('.').slice(0, 80) : 'The payload';
  return `${where}: ${issue?.message ?? 'is not valid'}`;
}

export function errorView(error: unknown, log: Log): ErrorView {
  if (error instanceof AppError) {
    const { code, message, hint, retryAfter } = error;
    return { code, message, ...(hint && { hint }), ...(retryAfter !== undefined && { retryAfter }) };
  }
  log.error({ error: (error as Error).message }, 'An ask failed');
  return { code: 'INTERNAL', message: 'Something went wrong on our side', retryAfter: 2 };
}
