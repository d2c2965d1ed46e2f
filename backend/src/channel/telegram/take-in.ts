import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { AppError } from '../../errors.ts';

export interface TakeInOptions {
  /** Resolves when what the update says is stored. */
  handle(update: Update): Promise<void>;
  /** Could not be stored in the end: the person is to be told, as nobody will see it. */
  park(update: Update, error: Error): void;
  stopping: AbortSignal;
  /** Milliseconds before the second try; doubles up to four times as much. */
  retryMs?: number;
}

const ATTEMPTS = 5;
const REMEMBERED = 2_000;

/**
 * Handles updates once, in order within a chat and side by side across chats. An update that fails is tried again for a while and then parked:
 * its chat waits for it, and must not wait for ever.
 */
export function createTakeIn({ handle, park, stopping, retryMs = 500 }: TakeInOptions) {
  const done = new Set<number>();

  /** Returns the first update that is not done, when the channel stopped before it. */
  async function takeIn(updates: Update[]): Promise<Update | undefined> {
    const chats = Map.groupBy(updates, chatOf);
    await Promise.all([...chats.values()].map(inOrder));
    return updates.find(({ update_id }) => !done.has(update_id));
  }

  async function inOrder(updates: Update[]): Promise<void> {
    for (const update of updates) {
      if (stopping.aborted) return;
      if (done.has(update.update_id)) continue;
      if (await persist(update)) remember(update.update_id);
    }
  }

  async function persist(update: Update): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      const error = await handle(update).then(() => undefined, rootOf);
      if (!error) return true;
      if (attempt === ATTEMPTS || isFinal(error)) {
        park(update, error);
        return true;
      }
      await delay(retryMs * Math.min(2 ** (attempt - 1), 4), undefined, { signal: stopping }).catch(() => undefined);
      if (stopping.aborted) return false;
    }
  }

  function remember(updateId: number): void {
    done.add(updateId);
    if (done.size > REMEMBERED) done.delete(done.values().next().value!);
  }

  return takeIn;
}

function chatOf({ message, callback_query, my_chat_member }: Update): number {
  return message?.chat.id ?? callback_query?.message?.chat.id ?? my_chat_member?.chat.id ?? 0;
}

/** grammY wraps what a handler throws. */
function rootOf(error: unknown): Error {
  const inner = (error as { error?: unknown }).error;
  return inner instanceof Error ? inner : (error as Error);
}

/** Refused for what it says: it would be again. */
function isFinal(error: Error): boolean {
  return error instanceof AppError && !['INTERNAL', 'SHUTTING_DOWN'].includes(error.code);
}
