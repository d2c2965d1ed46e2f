import type { ConversationRow } from '../conversation/conversation-store.ts';
import { turnInput, type Part, type TurnContext, type TurnSaid } from '../conversation/responder.ts';
import { Answer } from './answer.ts';
import type { TurnOptions } from './turn-options.ts';
import { untilAborted } from './until-aborted.ts';

/** An answer that is being made. Nobody is told of it before it is released. */
export interface BegunAnswer {
  answer: Answer;
  context: TurnContext;
  /** Resolves when there is no more to come, with what went wrong. */
  done: Promise<string | undefined>;
}

export interface AnswerRequest {
  conversation: ConversationRow;
  /** What is to be answered, oldest first; at least one. */
  said: TurnSaid[];
  /** 1 for the first. */
  attempt: number;
  signal: AbortSignal;
}

const MAX_ATTEMPTS = 3;

/** Lets responders speak until one has the last word. */
export function beginAnswer(options: TurnOptions, request: AnswerRequest): BegunAnswer {
  const { conversation } = request;
  const author = options.authorOf(conversation.site_id, conversation.locale);
  const answer = new Answer({ conversationId: conversation.id, author, live: options.live });
  const context = contextOf(request);
  return { answer, context, done: respond(options, answer, { ...context, attempt: request.attempt }) };
}

function contextOf({ conversation, said, signal }: AnswerRequest): TurnContext {
  return {
    conversationId: conversation.id,
    contactId: conversation.contact_id,
    siteId: conversation.site_id,
    locale: conversation.locale,
    languageOffered: Boolean(conversation.language_offered),
    channel: conversation.last_channel,
    input: turnInput(said),
    signal,
  };
}

async function respond(
  options: TurnOptions,
  answer: Answer,
  { attempt, ...context }: TurnContext & { attempt: number },
): Promise<string | undefined> {
  const late = AbortSignal.timeout(options.limitMs);
  const signal = AbortSignal.any([context.signal, late]);
  try {
    if (attempt > MAX_ATTEMPTS) throw new Error(`given up after ${MAX_ATTEMPTS} attempts`);
    await speak(options.responders, answer, { ...context, signal });
    if (late.aborted && !context.signal.aborted) throw new Error(`no end within ${options.limitMs} ms`);
    return undefined;
  } catch (error) {
    if (context.signal.aborted) return undefined;
    options.log.error({ conversation: context.conversationId, err: error }, 'A turn failed; the visitor is told');
    answer.cut();
    return (error as Error).message;
  }
}

async function speak(responders: TurnOptions['responders'], answer: Answer, context: TurnContext): Promise<void> {
  const resumes: (() => AsyncIterable<Part>)[] = [];
  let current = context;
  // What decides who answers is read together with what an answer may need.
  const accepted = responders.map((responder) => responder.accepts(context));
  // Where an earlier one takes the turn, nobody asks for the others' faults.
  for (const one of accepted) Promise.resolve(one).catch(() => undefined);
  for (const responder of responders) responder.prepare?.(context);
  for (const [index, responder] of responders.entries()) {
    if (!(await (current === context ? accepted[index] : responder.accepts(current)))) continue;
    const passed = await hear(responder.respond(current), answer, current);
    if (!passed) break;
    const at = current;
    // Who passed first comes back last.
    if (responder.resume) resumes.unshift(() => responder.resume!(at));
    const { rest, locale = at.locale } = passed;
    if (rest) current = { ...at, locale, input: turnInput(rest) };
  }
  for (const resume of resumes) {
    answer.add({ type: 'break' });
    await hear(resume(), answer, context);
  }
}

/** The part by which the responder passed, if it did. */
async function hear(
  parts: AsyncIterable<Part>,
  answer: Answer,
  { signal }: TurnContext,
): Promise<Extract<Part, { type: 'pass' }> | undefined> {
  for await (const part of untilAborted(parts, signal)) {
    if (part.type === 'pass') return part;
    answer.add(part);
  }
  return undefined;
}
