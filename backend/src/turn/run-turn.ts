import type { Author, Message } from '@agent-chat/sdk/protocol';
import { findConversation, updateConversation, type ConversationRow } from '../conversation/conversation-store.ts';
import type { Live } from '../conversation/live.ts';
import { actionOf, readUnanswered, toMessage, type MessageRow } from '../conversation/message-store.ts';
import { publish, type Draft, type Published } from '../conversation/publish.ts';
import { turnInput, type Part, type Responder, type TurnContext } from '../conversation/responder.ts';
import { finishTurn, type TakenTurn, type TurnRow } from '../conversation/turn-store.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { Answer } from './answer.ts';
import { untilAborted } from './until-aborted.ts';

export interface TurnOptions {
  database: Database;
  live: Live;
  log: Log;
  /** In order: the first that accepts answers. A responder that passes is asked to `resume` after the next one has answered. */
  responders: (Responder & { resume?(context: TurnContext): AsyncIterable<Part> })[];
  authorOf(siteId: string, locale: string): Author;
  /** Said when no responder could answer. */
  apology(locale: string): Omit<Draft, 'author'>;
  wakeDeliveries(): void;
  /** The turn was stored, and what its effects wrote with it. */
  changed(conversationId: string): Promise<unknown>;
  /** The language was changed while an answer was made in the one before: what a scenario waits for is asked again. */
  askAgain(conversationId: string): Promise<unknown>;
  /** Milliseconds; longer than any responder's own limits: the last line against a turn that hangs. */
  limitMs: number;
}

/** Why a turn is ended from outside: the visitor stops it, an operator takes over, or the process hands it back. */
export type TurnEnd = 'stopped' | 'silenced' | 'released';

/** A turn that this process holds the lease of. */
export interface RunningTurn {
  turn: TurnRow;
  /** Aborted with a {@link TurnEnd}. */
  abort: AbortController;
  /** What was read as it was taken. */
  known?: Partial<TakenTurn>;
  answer?: Answer;
}

const MAX_ATTEMPTS = 3;

/** Answers one turn: reads what was said, lets responders speak, stores it all in one transaction and tells it. */
export async function runTurn(options: TurnOptions, running: RunningTurn): Promise<void> {
  const { database, live } = options;
  const { turn, abort } = running;
  const conversation = running.known?.conversation ?? (await findConversation(database.read, turn.conversation_id));
  const said = running.known?.said ?? (await readSaid(database, conversation));
  if (!conversation || conversation.handler === 'operator' || said.length === 0) {
    await database.write((trx) => finishTurn(trx, turn, { state: 'done', at: new Date().toISOString() }));
    return;
  }
  const author = options.authorOf(conversation.site_id, conversation.locale);
  const { seq } = said.at(-1)!;
  running.answer = new Answer({ conversationId: conversation.id, author, live });
  live.emit({
    conversationId: conversation.id,
    event: 'turn:changed',
    payload: { state: 'thinking', by: author, seq },
  });
  const error = await respond(options, running.answer, contextOf(turn, conversation, said, abort.signal));
  running.answer.close();
  if (abort.signal.reason === ('released' satisfies TurnEnd)) return;
  await finish(options, running as Required<RunningTurn>, { conversation, said, error });
}

async function readSaid({ read }: Database, conversation: ConversationRow | undefined): Promise<MessageRow[]> {
  return conversation ? readUnanswered(read, conversation.id, conversation.answered_seq) : [];
}

/** Lets responders speak until one has the last word; answers what went wrong. */
async function respond(
  options: TurnOptions,
  answer: Answer,
  context: TurnContext & Attempt,
): Promise<string | undefined> {
  const late = AbortSignal.timeout(options.limitMs);
  const signal = AbortSignal.any([context.signal, late]);
  try {
    if (context.attempt > MAX_ATTEMPTS) throw new Error(`given up after ${MAX_ATTEMPTS} attempts`);
    await speak(options.responders, answer, { ...context, signal });
    if (late.aborted && !context.signal.aborted) throw new Error(`no end within ${options.limitMs} ms`);
    return undefined;
  } catch (error) {
    if (context.signal.aborted) return undefined;
    options.log.error({ turn: context.turnId, err: error }, 'A turn failed; the visitor is told');
    answer.cut();
    return (error as Error).message;
  }
}

async function speak(responders: TurnOptions['responders'], answer: Answer, context: TurnContext): Promise<void> {
  const resumes: (() => AsyncIterable<Part>)[] = [];
  let current = context;
  // What decides who answers is read before what an answer may need.
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

interface Outcome {
  conversation: ConversationRow;
  said: MessageRow[];
  error?: string;
}

async function finish(
  options: TurnOptions,
  { turn, abort, answer }: Required<RunningTurn>,
  outcome: Outcome,
): Promise<void> {
  const { conversation, said, error } = outcome;
  const isStopped = abort.signal.reason === ('stopped' satisfies TurnEnd);
  let isOtherLanguage = false;
  const published = await options.database.write(async (trx): Promise<Published | undefined> => {
    const at = new Date().toISOString();
    const isOurs = await finishTurn(trx, turn, { state: error ? 'failed' : 'done', error, at });
    const row = await findConversation(trx, conversation.id);
    isOtherLanguage = row?.locale !== conversation.locale;
    if (!isOurs || !row || row.handler === 'operator' || (row.status === 'closed' && !isStopped)) return undefined;
    if (!error) for (const effect of answer.effects) await effect(trx);
    const advanced = await updateConversation(trx, row.id, { answered_seq: said.at(-1)!.seq });
    return publish(trx, advanced, draftsOf(options, answer, { ...outcome, isStopped }));
  });
  const seq = published && said.at(-1)!.seq;
  tellFinished(options.live, { conversationId: conversation.id, answer, messages: published?.messages ?? [], seq });
  if (published?.owed) options.wakeDeliveries();
  if (answer.effects.length > 0) await options.changed(conversation.id);
  if (published && isOtherLanguage) await options.askAgain(conversation.id);
}

function draftsOf(
  options: TurnOptions,
  answer: Answer,
  { conversation, error, isStopped }: Outcome & { isStopped: boolean },
): Draft[] {
  const drafts = answer.drafts();
  if (isStopped)
    return drafts.map((draft, index) => (index === drafts.length - 1 ? { ...draft, status: 'partial' } : draft));
  if (!error && drafts.length > 0) return drafts;
  const author = options.authorOf(conversation.site_id, conversation.locale);
  return [...drafts, { ...options.apology(conversation.locale), author }];
}

interface Finished {
  conversationId: string;
  answer?: Answer;
  messages: Message[];
  /** Of the last words that were answered. */
  seq?: number;
}

/** Ends what was told while it grew, and tells the rest. */
export function tellFinished(live: Live, { conversationId, answer, messages, seq }: Finished): void {
  const streamedId = answer?.streaming?.id;
  if (streamedId && !messages.some((message) => message.id === streamedId)) {
    live.emit({ conversationId, event: 'message:end', payload: { id: streamedId } });
  }
  for (const message of messages) {
    if (message.id === streamedId)
      live.emit({ conversationId, event: 'message:end', payload: { id: message.id, message } });
    else live.emit({ conversationId, event: 'message:added', payload: { message } });
  }
  live.emit({ conversationId, event: 'turn:changed', payload: { state: 'idle', seq } });
}

interface Attempt {
  attempt: number;
}

function contextOf(
  turn: TurnRow,
  conversation: ConversationRow,
  said: MessageRow[],
  signal: AbortSignal,
): TurnContext & Attempt {
  return {
    turnId: turn.id,
    attempt: turn.attempts,
    conversationId: conversation.id,
    contactId: conversation.contact_id,
    siteId: conversation.site_id,
    locale: conversation.locale,
    languageOffered: Boolean(conversation.language_offered),
    channel: conversation.last_channel,
    input: turnInput(said.map((row) => ({ message: toMessage(row), ...actionOf(row) }))),
    signal,
  };
}
