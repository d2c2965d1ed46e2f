import type { EmbedderSource } from '../embedding/create-embedder.ts';
import type { VectorIndex } from '../embedding/vector-index.ts';
import type { Database, Statement, Transaction } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { addTexts, rankTexts, removeTexts } from './memory-text-index.ts';
import { forgetPageEvents } from '../conversation/page-event-store.ts';
import * as store from './memory-store.ts';
import { recallItems, type RecalledItem } from './recall-store.ts';
import { estimateTokens } from './tokens.ts';

/** What is remembered of a contact: the recent window of a conversation, and recall over all that was said on any channel. */
export interface Memory {
  /** The newest messages that fit into `maxTokens` (estimated), oldest first, at least the newest one. Notices of the system and what was erased from memory are left out. */
  recent(conversationId: string, options: { maxTokens: number }): Promise<RecentMessage[]>;
  /** What the contact or we said before and fits the query by words or by meaning, best first. Never what another contact said. */
  recall(contactId: string, query: string, options?: RecallOptions): Promise<Recalled[]>;
  /** What is remembered, newest first. */
  read(contactId: string, options: store.ItemPage): Promise<{ items: RememberedItem[]; total: number }>;
  /** Forgets one item (by its message id) or everything so far, for good: the messages stay in the log but are not remembered again. With everything goes what pages have told of him. Answers how many items. */
  erase(contactId: string, itemId?: string): Promise<number>;
  /** Remembers another text in the place of one; the message stays in the log as it is. Undefined where there is no such item. */
  correct(contactId: string, itemId: string, text: string): Promise<RememberedItem | undefined>;
}

export type RecentMessage = store.NewestMessage;

export interface RecallOptions {
  /** 5 if left out. */
  limit?: number;
  /** Decides the language of Latin words in the query. */
  locale?: string;
  /** Messages that the caller has before him anyway, such as the recent window. */
  excludeMessageIds?: Iterable<string>;
  /** Only messages at or before this `position` of the log. */
  excludeAfterPosition?: number;
}

/** Its `score` is comparable within one answer only. */
export type Recalled = RecalledItem;

export interface RememberedItem {
  /** The message's id. */
  id: string;
  text: string;
  role: string;
  channel: string;
  at: string;
  /** When its text was put in the place of another. */
  correctedAt?: string;
}

export interface MemoryOptions {
  database: Database;
  embedder: EmbedderSource;
  vectors: VectorIndex;
  log: Log;
}

const RECENT_MESSAGES = 100;
const TOKENS_AROUND_MESSAGE = 4;
const RECALL_LIMIT = 5;
const SPARE_HITS = 20;
/** Below this a vector has nothing to do with the query, by any embedder. */
const LEAST_SIMILARITY = 0.1;
/** Milliseconds a busy or hanging embedder may delay a recall; then words alone decide. */
const EMBED_LIMIT = 1_500;

export function createMemory({ database, embedder, vectors, log }: MemoryOptions): Memory {
  return { recent, recall, read, erase, correct };

  async function recent(conversationId: string, { maxTokens }: { maxTokens: number }): Promise<RecentMessage[]> {
    const newest = await store.readNewestMessages(database, conversationId, RECENT_MESSAGES);
    let left = maxTokens;
    const fitting = newest.findIndex(({ text }) => (left -= estimateTokens(text) + TOKENS_AROUND_MESSAGE) < 0);
    return newest.slice(0, fitting === -1 ? newest.length : Math.max(1, fitting)).reverse();
  }

  async function recall(contactId: string, query: string, options: RecallOptions = {}): Promise<Recalled[]> {
    const { limit = RECALL_LIMIT, locale, excludeAfterPosition: lastPosition = Number.MAX_SAFE_INTEGER } = options;
    const excludeMessageIds = [...(options.excludeMessageIds ?? [])];
    const hits = limit + excludeMessageIds.length + SPARE_HITS;
    const rankings = [
      rankTexts({ contactId, text: query, locale }, hits),
      await rankVectors(contactId, query, hits),
    ].filter((ranking) => ranking !== undefined);
    return recallItems(database, { contactId, rankings, limit, excludeMessageIds, lastPosition });
  }

  /** Undefined where the query could not be embedded. */
  async function rankVectors(owner: string, query: string, k: number): Promise<Statement | undefined> {
    const engine = embedder.current();
    const [vector] = await withLimit(engine.embed([query], 'query')).catch((error: unknown) => {
      log.warn(
        { err: error, embedder: engine.id },
        'memory: the query could not be embedded, recalling by words alone',
      );
      return [];
    });
    if (!vector) return undefined;
    const { sql, values } = vectors.nearest(vector, { owner, embedderId: engine.id }, k);
    const near = `select id, similarity as goodness from (${sql}) where similarity >= ${LEAST_SIMILARITY}`;
    return { sql: near, values };
  }

  async function read(contactId: string, page: store.ItemPage): Promise<{ items: RememberedItem[]; total: number }> {
    const [items, total] = await Promise.all([
      store.readItems(database.read, contactId, page),
      store.countItems(database.read, contactId),
    ]);
    return { items: items.map(toRemembered), total };
  }

  /** It waits for a vector of its own, as a new one does. */
  function correct(contactId: string, itemId: string, text: string): Promise<RememberedItem | undefined> {
    return database.write(async (trx) => {
      const item = await store.correctItem(trx, contactId, { messageId: itemId, text, at: new Date().toISOString() });
      if (!item) return undefined;
      await vectors.remove(trx, [item.id]);
      await removeTexts(trx, [item.id]);
      await addTexts(trx, [{ id: item.id, contactId, text, locale: item.locale }]);
      return toRemembered(item);
    });
  }

  function erase(contactId: string, itemId?: string): Promise<number> {
    return database.write(async (trx) => {
      await store.markErased(trx, contactId, itemId);
      if (itemId === undefined) await forgetPageEvents(trx, contactId);
      const ids = await store.readItemIds(trx, contactId, itemId);
      for (let start = 0; start < ids.length; start += 500) await forget(trx, ids.slice(start, start + 500));
      return ids.length;
    });
  }

  async function forget(trx: Transaction, ids: number[]): Promise<void> {
    await vectors.remove(trx, ids);
    await removeTexts(trx, ids);
    await store.deleteItems(trx, ids);
  }
}

function toRemembered({ messageId: id, text, role, channel, at, correctedAt }: store.MemoryItem): RememberedItem {
  return { id, text, role, channel, at, correctedAt };
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${EMBED_LIMIT} ms`)), EMBED_LIMIT);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
