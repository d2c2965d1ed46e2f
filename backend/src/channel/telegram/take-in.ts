import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { AppError } from '../../errors.ts';

export interface TakeInOptions {
  /** Resolves when what the updates say is stored. There are several where they are the pictures of one album. */
  handle(updates: [Update, ...Update[]]): Promise<void>;
  /** Could not be stored in the end: the person is to be told, as nobody will see it. */
  park(update: Update, error: Error): void;
  stopping: AbortSignal;
  /** Milliseconds before the second try; doubles up to four times as much. */
  retryMs?: number;
  /** Milliseconds in which the other pictures of an album may come: they are separate updates, often in separate answers. */
  albumMs?: number;
}

interface Chat {
  queue: Update[];
  working?: Promise<void>;
}

export interface TakeIn {
  /** Puts each update behind those of its chat, unless it is there, or was handled, already. */
  add(updates: Update[]): void;
  /** Whether it is handled or parked: then it may be confirmed. */
  isDone(update: Update): boolean;
  /** Resolves when nothing waits, after a stop when nothing is being handled, and at the latest after so many milliseconds. */
  settled(atMostMs?: number): Promise<void>;
}

const ATTEMPTS = 5;
const REMEMBERED = 2_000;

/**
 * Handles updates once, in order within a chat, each chat for itself. An update that fails is tried again for a while and then parked: its chat
 * waits for it, and must not wait for ever.
 */
export function createTakeIn({ handle, park, stopping, retryMs = 500, albumMs = 1_000 }: TakeInOptions): TakeIn {
  const chats = new Map<number, Chat>();
  const waiting = new Set<number>();
  const done = new Set<number>();

  async function work(id: number, chat: Chat): Promise<void> {
    for (let update = chat.queue.shift(); update; update = chat.queue.shift()) {
      const unit: [Update, ...Update[]] = [update, ...(await restOfAlbum(update, chat))];
      const isDone = !stopping.aborted && (await persist(unit));
      for (const { update_id } of unit) {
        if (isDone) remember(update_id);
        waiting.delete(update_id);
      }
    }
    chats.delete(id);
  }

  async function restOfAlbum({ message }: Update, chat: Chat): Promise<Update[]> {
    const album = message?.media_group_id;
    if (album === undefined) return [];
    await delay(albumMs, undefined, { signal: stopping }).catch(() => undefined);
    const isOther = (update: Update) => update.message?.media_group_id !== album;
    const rest = chat.queue.filter((update) => !isOther(update));
    chat.queue = chat.queue.filter(isOther);
    return rest;
  }

  async function persist(unit: [Update, ...Update[]]): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      const error = await handle(unit).then(() => undefined, rootOf);
      if (!error) return true;
      if (attempt === ATTEMPTS || isFinal(error)) {
        park(unit[0], error);
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

  return {
    add(updates) {
      for (const update of updates) {
        if (waiting.has(update.update_id) || done.has(update.update_id)) continue;
        waiting.add(update.update_id);
        const id = chatOf(update);
        const chat = chats.get(id) ?? { queue: [] };
        chats.set(id, chat);
        chat.queue.push(update);
        chat.working ??= Promise.resolve().then(() => work(id, chat));
      }
    },
    isDone: ({ update_id }) => done.has(update_id),
    async settled(atMostMs) {
      const all = Promise.all([...chats.values()].map(({ working }) => working));
      const patience = new AbortController();
      const limit = atMostMs === undefined ? [] : [delay(atMostMs, undefined, { signal: patience.signal })];
      await Promise.race([all, ...limit]);
      patience.abort();
      await Promise.allSettled(limit);
    },
  };
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
