import type { Update } from '@grammyjs/types';
import { BotApiError } from './bot-api-error.ts';

export type UpdateKind = Exclude<keyof Update, 'update_id'>;

export interface PollRequest {
  offset?: number | undefined;
  /** 1–100, 100 by default. */
  limit?: number | undefined;
  /** Seconds, at most 50. */
  timeout?: number | undefined;
  allowed?: readonly UpdateKind[] | undefined;
}

export interface UpdateQueue {
  /** Numbers an update and queues it, unless the bot did not ask for its kind. */
  push(payload: Omit<Update, 'update_id'>): Update;
  pushRaw(update: Update): void;
  /** Hands an update out once more with the next answer, confirmed or not. Throws when it was never pushed. */
  redeliver(updateId: number): void;
  poll(request: PollRequest, signal: AbortSignal): Promise<Update[]>;
  allow(kinds: readonly UpdateKind[] | undefined): void;
  allowed(): readonly UpdateKind[];
  pending(): number;
  clear(): void;
  /** Ends a waiting poll with an empty answer. */
  close(): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_ID = 100_000_001;
const HISTORY = 10_000;
/** Kinds that are sent only to bots that name them. */
const OPT_IN: readonly UpdateKind[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

interface Kept {
  update: Update;
  at: number;
}

/** The bot's queue of updates with the rules of getUpdates: `offset` confirms, one poller at a time, kept for 24 hours. */
export function createUpdateQueue(clock: () => number): UpdateQueue {
  let nextId = FIRST_ID;
  let queue: Kept[] = [];
  let repeats: Update[] = [];
  let allowedKinds: readonly UpdateKind[] = [];
  const history = new Map<number, Update>();
  let waiter: { wake: () => void; end: (error: Error) => void } | undefined;

  function keep(update: Update): void {
    history.set(update.update_id, update);
    const oldest = history.keys().next().value;
    if (history.size > HISTORY && oldest !== undefined) history.delete(oldest);
    queue.push({ update, at: clock() });
    waiter?.wake();
  }

  function isAllowed(payload: object): boolean {
    const kinds = Object.keys(payload).filter((key) => key !== 'update_id') as UpdateKind[];
    return kinds.every((kind) => (allowedKinds.length > 0 ? allowedKinds.includes(kind) : !OPT_IN.includes(kind)));
  }

  function confirm(offset: number | undefined): void {
    queue = queue.filter((kept) => kept.at > clock() - DAY_MS);
    if (offset === undefined) return;
    queue = offset < 0 ? queue.slice(offset) : queue.filter((kept) => kept.update.update_id >= offset);
  }

  function take(limit: number): Update[] {
    const repeated = repeats.splice(0, limit);
    return [...repeated, ...queue.slice(0, limit - repeated.length).map((kept) => kept.update)];
  }

  function wait(seconds: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const own = { wake: resolve, end: reject };
    const timer = setTimeout(resolve, seconds * 1000);
    const leave = (): void => resolve();
    signal.addEventListener('abort', leave, { once: true });
    waiter = own;
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      if (waiter === own) waiter = undefined;
    });
  }

  return {
    push(payload) {
      const update = { update_id: nextId++, ...payload };
      if (isAllowed(payload)) keep(update);
      return update;
    },
    pushRaw(update) {
      nextId = Math.max(nextId, update.update_id + 1);
      keep(update);
    },
    redeliver(updateId) {
      const update = history.get(updateId);
      if (!update) throw new Error(`no update ${updateId} was pushed`);
      repeats.push(update);
      waiter?.wake();
    },
    async poll(request, signal) {
      waiter?.end(terminated());
      if (request.allowed) allowedKinds = request.allowed;
      confirm(request.offset);
      const limit = Math.min(Math.max(request.limit ?? 100, 1), 100);
      const timeout = Math.min(request.timeout ?? 0, 50);
      if (queue.length + repeats.length === 0 && timeout > 0) await wait(timeout, signal);
      // A poller that left must not consume a repeat that nobody will see.
      return signal.aborted ? [] : take(limit);
    },
    allow(kinds) {
      if (kinds) allowedKinds = kinds;
    },
    allowed: () => allowedKinds,
    pending: () => queue.length,
    clear() {
      queue = [];
      repeats = [];
    },
    close: () => waiter?.wake(),
  };
}

function terminated(): BotApiError {
  return new BotApiError(
    409,
    'terminated by other getUpdates request; make sure that only one bot instance is running',
  );
}
