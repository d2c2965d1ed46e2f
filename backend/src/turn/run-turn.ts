import type { Message } from '@agent-chat/sdk/protocol';
import { findConversation, updateConversation, type ConversationRow } from '../conversation/conversation-store.ts';
import type { Live } from '../conversation/live.ts';
import { actionOf, readUnanswered, toMessage, type MessageRow } from '../conversation/message-store.ts';
import { publish, type Draft, type Published } from '../conversation/publish.ts';
import { finishTurn, type TakenTurn, type TurnRow } from '../conversation/turn-store.ts';
import type { Database } from '../store/database.ts';
import type { Answer } from './answer.ts';
import { beginAnswer, type AnswerRequest, type BegunAnswer } from './begin-answer.ts';
import type { TurnEnd, TurnOptions } from './turn-options.ts';

/** A turn that this process holds the lease of. */
export interface RunningTurn {
  turn: TurnRow;
  /** Aborted with a {@link TurnEnd}. */
  abort: AbortController;
  /** What was read as it was taken. */
  known?: Partial<TakenTurn>;
  /** It was begun before the turn was there. */
  foreseen?: BegunAnswer;
  answer?: Answer;
}

/**
 * Answers one turn: reads what was said, lets responders speak, stores it all in one transaction and tells it. Answers how the conversation stands
 * then, where something was stored.
 */
export async function runTurn(options: TurnOptions, running: RunningTurn): Promise<ConversationRow | undefined> {
  const { database, live } = options;
  const { turn, abort } = running;
  const conversation = running.known?.conversation ?? (await findConversation(database.read, turn.conversation_id));
  const said = running.known?.said ?? (await readSaid(database, conversation));
  if (!conversation || conversation.handler === 'operator' || said.length === 0) {
    await database.write((trx) => finishTurn(trx, turn, { state: 'done', at: new Date().toISOString() }));
    return undefined;
  }
  const begun = running.foreseen ?? beginAnswer(options, requestOf(running, conversation, said));
  running.answer = begun.answer;
  const { author } = begun.answer;
  const { seq } = said.at(-1)!;
  live.emit({
    conversationId: conversation.id,
    event: 'turn:changed',
    payload: { state: 'thinking', by: author, seq },
  });
  begun.answer.release();
  const error = await begun.done;
  begun.answer.close();
  if (abort.signal.reason === ('released' satisfies TurnEnd)) return undefined;
  return finish(options, running as Required<RunningTurn>, { conversation, said, error });
}

function requestOf({ turn, abort }: RunningTurn, conversation: ConversationRow, said: MessageRow[]): AnswerRequest {
  return {
    conversation,
    said: said.map((row) => ({ message: toMessage(row), ...actionOf(row) })),
    attempt: turn.attempts,
    signal: abort.signal,
  };
}

async function readSaid({ read }: Database, conversation: ConversationRow | undefined): Promise<MessageRow[]> {
  return conversation ? readUnanswered(read, conversation.id, conversation.answered_seq) : [];
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
): Promise<ConversationRow | undefined> {
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
  return published?.conversation;
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
