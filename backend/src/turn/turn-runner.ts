import type { Author, Message, TurnState } from '@agent-chat/sdk/protocol';
import { findConversation, updateConversation, type ConversationRow } from '../conversation/conversation-store.ts';
import type { Live } from '../conversation/live.ts';
import { actionOf, readUnanswered, toMessage, type MessageRow } from '../conversation/message-store.ts';
import { publish, type Draft } from '../conversation/publish.ts';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import {
  claimTurns,
  extendLeases,
  finishTurn,
  queueTurns,
  releaseTurns,
  type TurnRow,
} from '../conversation/turn-store.ts';
import { createId } from '../id.ts';
import { createLoop } from '../job/loop.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { Answer } from './answer.ts';
import { untilAborted } from './until-aborted.ts';

export interface TurnRunnerOptions {
  database: Database;
  live: Live;
  log: Log;
  /** In order: the first that accepts answers. A responder that passes is asked to `resume` after the next one has answered. */
  responders: (Responder & { resume?(context: TurnContext): AsyncIterable<Part> })[];
  authorOf(siteId: string, locale: string): Author;
  /** Said when no responder could answer. */
  apology(locale: string): Omit<Draft, 'author'>;
  wakeDeliveries(): void;
  changed(conversationId: string): Promise<unknown>;
  concurrency?: number;
}

export interface TurnRunner {
  start(): Promise<void>;
  wake(): void;
  /** Ends the answer that is being made; what stands there is kept. */
  stopTurn(conversationId: string): boolean;
  /** Throws away the answer that is being made: an operator has taken over. */
  silence(conversationId: string): void;
  state(conversationId: string): { turn: TurnState; streaming?: Answer['streaming'] };
  /** Answers what was said last once more. */
  retry(conversationId: string): Promise<void>;
  /** Hands the leases back. */
  stop(): Promise<void>;
}

const LEASE_MS = 30_000;
const POLL_MS = 2_000;
const MAX_ATTEMPTS = 3;
/** Longer than any responder's own limits: the last line against a turn that hangs. */
const TURN_LIMIT_MS = 90_000;

interface Running {
  turn: TurnRow;
  abort: AbortController;
  answer?: Answer;
  done: Promise<void>;
}

export function createTurnRunner(options: TurnRunnerOptions): TurnRunner {
  const { database, live, log, concurrency = 64 } = options;
  const owner = createId();
  const running = new Map<string, Running>();
  const loop = createLoop({ name: 'turns', work: claim, pollMs: POLL_MS, log });
  let heartbeat: NodeJS.Timeout | undefined;
  let stopping = false;

  async function claim(): Promise<number | undefined> {
    const free = concurrency - running.size;
    if (free <= 0 || stopping) return undefined;
    const now = Date.now();
    const turns = await database.write((trx) => claimTurns(trx, { owner, now, until: now + LEASE_MS }, free));
    for (const turn of turns) begin(turn);
    return undefined;
  }

  function begin(turn: TurnRow): void {
    const abort = new AbortController();
    const entry: Running = { turn, abort, done: Promise.resolve() };
    running.set(turn.conversation_id, entry);
    entry.done = run(entry)
      .catch((error: Error) => {
        log.error(
          { turn: turn.id, error: error.message },
          'A turn could not be finished; it is tried again when its lease runs out',
        );
        tellFinished(turn.conversation_id, entry.answer?.streaming?.id, []);
      })
      .finally(() => {
        running.delete(turn.conversation_id);
        loop.wake();
      });
  }

  async function run(entry: Running): Promise<void> {
    const { turn, abort } = entry;
    const [conversation, said] = await readInput(turn);
    if (!conversation || conversation.handler === 'operator' || said.length === 0) {
      await database.write((trx) => finishTurn(trx, turn, { state: 'done', at: new Date().toISOString() }));
      return;
    }
    const author = options.authorOf(conversation.site_id, conversation.locale);
    const answer = (entry.answer = new Answer({ conversationId: conversation.id, author, live }));
    live.emit({ conversationId: conversation.id, event: 'turn:changed', payload: { state: 'thinking', by: author } });
    const timer = setTimeout(() => abort.abort(new Error('The turn took too long')), TURN_LIMIT_MS);
    const error = await respond(contextOf(turn, conversation, said, abort.signal), answer, turn.attempts);
    clearTimeout(timer);
    answer.close();
    if (abort.signal.reason === 'released') return;
    await finish(turn, conversation, said, answer, error);
  }

  async function readInput(turn: TurnRow): Promise<[ConversationRow | undefined, MessageRow[]]> {
    const conversation = await findConversation(database.read, turn.conversation_id);
    return [
      conversation,
      conversation ? await readUnanswered(database.read, conversation.id, conversation.answered_seq) : [],
    ];
  }

  /** Lets responders speak until one has the last word; answers what went wrong. */
  async function respond(context: TurnContext, answer: Answer, attempts: number): Promise<string | undefined> {
    try {
      if (attempts > MAX_ATTEMPTS) throw new Error(`given up after ${MAX_ATTEMPTS} attempts`);
      await speak(context, answer);
      return undefined;
    } catch (error) {
      if (context.signal.aborted) return undefined;
      log.error({ turn: context.turnId, error: (error as Error).message }, 'A turn failed; the visitor is told');
      answer.cut();
      return (error as Error).message;
    }
  }

  async function speak(context: TurnContext, answer: Answer): Promise<void> {
    const resumes: (() => AsyncIterable<Part>)[] = [];
    for (const responder of options.responders) {
      if (!(await responder.accepts(context))) continue;
      if (!(await hear(responder.respond(context), context, answer))) break;
      if (responder.resume) resumes.push(() => responder.resume!(context));
    }
    for (const resume of resumes) {
      answer.add({ type: 'break' });
      await hear(resume(), context, answer);
    }
  }

  /** True when the responder passed. */
  async function hear(parts: AsyncIterable<Part>, context: TurnContext, answer: Answer): Promise<boolean> {
    for await (const part of untilAborted(parts, context.signal)) {
      if (part.type === 'pass') return true;
      answer.add(part);
    }
    return false;
  }

  async function finish(
    turn: TurnRow,
    conversation: ConversationRow,
    said: MessageRow[],
    answer: Answer,
    error?: string,
  ): Promise<void> {
    const streamed = answer.streaming;
    const wasStopped = turnAborted(turn);
    const published = await database.write(async (trx) => {
      const ended = await finishTurn(trx, turn, {
        state: error ? 'failed' : 'done',
        error,
        at: new Date().toISOString(),
      });
      const row = await findConversation(trx, conversation.id);
      if (!ended || !row || row.handler === 'operator') return undefined;
      for (const effect of error ? [] : answer.effects) await effect(trx);
      const drafts = answer.drafts();
      if (wasStopped && drafts.length > 0) drafts.at(-1)!.status = 'partial';
      if (error || (drafts.length === 0 && !wasStopped)) {
        drafts.push({
          ...options.apology(conversation.locale),
          author: options.authorOf(conversation.site_id, conversation.locale),
        });
      }
      const advanced = await updateConversation(trx, row.id, { answered_seq: said.at(-1)!.seq });
      return publish(trx, advanced, drafts);
    });
    tellFinished(conversation.id, streamed?.id, published?.messages ?? []);
    if (published?.owed) options.wakeDeliveries();
    if (answer.effects.length > 0) await options.changed(conversation.id);
  }

  const turnAborted = (turn: TurnRow) => running.get(turn.conversation_id)?.abort.signal.aborted ?? false;

  function tellFinished(conversationId: string, streamedId: string | undefined, messages: Message[]): void {
    if (streamedId && !messages.some((message) => message.id === streamedId)) {
      live.emit({ conversationId, event: 'message:end', payload: { id: streamedId } });
    }
    for (const message of messages) {
      if (message.id === streamedId)
        live.emit({ conversationId, event: 'message:end', payload: { id: message.id, message } });
      else live.emit({ conversationId, event: 'message:added', payload: { message } });
    }
    live.emit({ conversationId, event: 'turn:changed', payload: { state: 'idle' } });
  }

  return {
    async start() {
      stopping = false;
      heartbeat = setInterval(() => {
        if (running.size > 0)
          void database.write((trx) => extendLeases(trx, owner, Date.now() + LEASE_MS)).catch(() => undefined);
      }, LEASE_MS / 3);
      heartbeat.unref();
      // One process owns a SQLite file: whatever still runs there was left by one that is gone.
      await database.write((trx) => releaseTurns(trx, 'all'));
      loop.start();
    },
    wake: () => loop.wake(),
    stopTurn(conversationId) {
      const entry = running.get(conversationId);
      entry?.abort.abort('stopped');
      return entry !== undefined;
    },
    silence: (conversationId) => running.get(conversationId)?.abort.abort('silenced'),
    state(conversationId) {
      const entry = running.get(conversationId);
      if (!entry) return { turn: 'idle' };
      const streaming = entry.answer?.streaming;
      return { turn: streaming ? 'streaming' : 'thinking', streaming };
    },
    async retry(conversationId) {
      await database.write(async (trx) => {
        const last = await trx('messages')
          .where({ conversation_id: conversationId, role: 'visitor' })
          .max({ seq: 'seq' })
          .first();
        if (!last?.seq) return;
        await updateConversation(trx, conversationId, { answered_seq: Number(last.seq) - 1 });
        await queueTurns(trx, [conversationId], new Date().toISOString());
      });
      loop.wake();
    },
    async stop() {
      stopping = true;
      clearInterval(heartbeat);
      await loop.stop();
      for (const { abort } of running.values()) abort.abort('released');
      await Promise.allSettled([...running.values()].map(({ done }) => done));
      await database.write((trx) => releaseTurns(trx, { owner }));
    },
  };
}

function contextOf(turn: TurnRow, conversation: ConversationRow, said: MessageRow[], signal: AbortSignal): TurnContext {
  const actions = said.map(actionOf);
  return {
    turnId: turn.id,
    conversationId: conversation.id,
    contactId: conversation.contact_id,
    siteId: conversation.site_id,
    locale: conversation.locale,
    channel: conversation.last_channel,
    input: {
      messages: said.map(toMessage),
      text: said.map(({ text }) => text).join('\n'),
      pick: actions.findLast(({ pick }) => pick)?.pick,
      scenario: actions.findLast(({ scenario }) => scenario)?.scenario,
    },
    signal,
  };
}
