import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../telemetry/log.ts';
import { troubleOf } from './telegram-trouble.ts';

/** What the channel itself says and shows, besides the messages of conversations: never stored, so lost when the process dies. */
export interface Replies {
  /** Makes the call after the earlier ones of its chat, in the background: storing what came in never waits for an answer to it. */
  add(chatId: number, call: () => Promise<unknown>): void;
  /** Resolves when all is said, without further tries. */
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export function createReplies(log: Log): Replies {
  const chats = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  async function persist(call: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const trouble = await call().then(() => undefined, troubleOf);
      if (!trouble) return;
      const comesAgain = trouble.kind === 'retry' && attempt < ATTEMPTS && !stopping.signal.aborted;
      if (!comesAgain) return log.debug({ reason: trouble.reason }, 'An answer of the bot was not shown');
      const pause = Math.min(trouble.afterMs || PAUSE_MS, LONGEST_PAUSE_MS);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    add(chatId, call) {
      const last = (chats.get(chatId) ?? Promise.resolve()).then(() => persist(call));
      chats.set(chatId, last);
      void last.then(() => chats.get(chatId) === last && chats.delete(chatId));
    },
    async stop() {
      stopping.abort();
      await Promise.all(chats.values());
    },
  };
}
