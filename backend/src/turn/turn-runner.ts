import type { TurnState } from '@agent-chat/sdk/protocol';
import type { ConversationRow } from '../conversation/conversation-store.ts';
import type { Incoming } from '../conversation/receive-store.ts';
import { reopenLast } from '../conversation/reopen-last.ts';
import { claimTurns, extendLeases, releaseTurns, type TakenTurn, type TurnOffer } from '../conversation/turn-store.ts';
import { createId } from '../id.ts';
import { createLoop } from '../job/loop.ts';
import type { Answer } from './answer.ts';
import { createForesight, type ForeseenAnswer } from './foresight.ts';
import { runTurn, tellFinished, type RunningTurn } from './run-turn.ts';
import type { TurnEnd, TurnOptions } from './turn-options.ts';

export interface TurnRunnerOptions extends TurnOptions {
  /** Turns at the same time. */
  concurrency?: number;
}

export interface TurnRunner {
  start(): Promise<void>;
  wake(): void;
  /** The turns that may be taken in the transaction that makes them; undefined when there is no room. */
  offer(): TurnOffer | undefined;
  /** The conversation stands so, and its visitor may say something: then an answer can be begun at once. */
  expect(conversation: ConversationRow): void;
  /** These are being committed: begins to answer them where it can be foreseen how. */
  foresee(messages: Incoming[]): void;
  /** They are committed: answers the turns that were taken so, and drops what was foreseen in vain. */
  begin(taken: TakenTurn[], messages: Incoming[]): void;
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

interface Entry extends RunningTurn {
  done: Promise<void>;
}

/** Claims what waits to be answered, by leases, one at a time per conversation; a lease that runs out is taken over. */
export function createTurnRunner(options: TurnRunnerOptions): TurnRunner {
  const { database, live, log, concurrency = 64 } = options;
  const owner = createId();
  /** By conversation. */
  const running = new Map<string, Entry>();
  const foresight = createForesight(options);
  const loop = createLoop({ name: 'turns', work: claim, pollMs: POLL_MS, log });
  let heartbeat: NodeJS.Timeout | undefined;
  let isRunning = false;

  async function claim(): Promise<undefined> {
    const free = concurrency - running.size;
    if (free <= 0 || !isRunning) return;
    const now = Date.now();
    const turns = await database.write((trx) => claimTurns(trx, { owner, now, until: now + LEASE_MS }, free));
    for (const turn of turns) answer({ turn });
  }

  const room = () => concurrency - running.size - foresight.size;

  function answer({ turn, ...known }: Pick<TakenTurn, 'turn'> & Partial<TakenTurn>, foreseen?: ForeseenAnswer): void {
    const { abort = new AbortController() } = foreseen ?? {};
    const entry: Entry = { turn, known, foreseen, abort, done: Promise.resolve() };
    running.set(turn.conversation_id, entry);
    entry.done = runTurn(options, entry)
      .then((conversation) => conversation && foresight.expect(conversation))
      .catch((error: unknown) => {
        log.error(
          { turn: turn.id, err: error },
          'A turn could not be finished; it is tried again when its lease runs out',
        );
        tellFinished(live, { conversationId: turn.conversation_id, answer: entry.answer, messages: [] });
      })
      .finally(() => {
        if (running.get(turn.conversation_id) === entry) running.delete(turn.conversation_id);
        loop.wake();
      });
  }

  async function beat(): Promise<void> {
    const ids = [...running.values()].map(({ turn }) => turn.id);
    if (ids.length === 0) return;
    await database
      .write((trx) => extendLeases(trx, ids, { owner, until: Date.now() + LEASE_MS }))
      .catch((error: unknown) => log.warn({ err: error }, 'Leases could not be extended; it is tried again'));
  }

  const end = (conversationId: string, why: TurnEnd): boolean => {
    const entry = running.get(conversationId);
    entry?.abort.abort(why);
    return entry !== undefined;
  };

  return {
    async start() {
      heartbeat = setInterval(() => void beat(), LEASE_MS / 3).unref();
      // One process owns a SQLite file: whatever still runs there was left by one that is gone.
      await database.write((trx) => releaseTurns(trx, 'all'));
      isRunning = true;
      loop.start();
    },
    wake: () => loop.wake(),
    offer() {
      const free = room();
      return isRunning && free > 0 ? { owner, until: Date.now() + LEASE_MS, room: free } : undefined;
    },
    expect: (conversation) => foresight.expect(conversation),
    foresee(messages) {
      if (!isRunning) return;
      for (const [id, said] of Map.groupBy(messages, ({ conversationId }) => conversationId)) {
        if (!running.has(id) && room() > 0) foresight.begin(id, said);
      }
    },
    begin(taken, messages) {
      // What is taken while stopping is handed back with the rest.
      if (isRunning) for (const one of taken) answer(one, foresight.take(one));
      for (const { conversationId } of messages) foresight.forget(conversationId);
    },
    stopTurn: (conversationId) => end(conversationId, 'stopped'),
    silence(conversationId) {
      foresight.forget(conversationId, 'silenced');
      end(conversationId, 'silenced');
    },
    state(conversationId) {
      const entry = running.get(conversationId);
      if (!entry) return { turn: 'idle' };
      const streaming = entry.answer?.streaming;
      return { turn: streaming ? 'streaming' : 'thinking', streaming };
    },
    async retry(conversationId) {
      await database.write((trx) => reopenLast(trx, conversationId));
      loop.wake();
    },
    async stop() {
      isRunning = false;
      clearInterval(heartbeat);
      await loop.stop();
      foresight.stop();
      for (const conversationId of running.keys()) end(conversationId, 'released');
      await Promise.allSettled([...running.values()].map(({ done }) => done));
      await database.write((trx) => releaseTurns(trx, { owner }));
    },
  };
}
