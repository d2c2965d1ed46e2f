import { setTimeout as delay } from 'node:timers/promises';
import type { EmbedderSource } from '../embedding/create-embedder.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { VectorIndex } from '../embedding/vector-index.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import * as store from './memory-store.ts';
import { addTexts, tidyTexts } from './memory-text-index.ts';

/** Brings committed messages into memory, behind a cursor in the database: after a kill it goes on where the last commit was. */
export interface MemoryIndexer {
  start(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
  /** Messages were committed; cheap, call it as often as you like. */
  wake(): void;
  /** Resolves when everything committed before the call is remembered, with its vectors. */
  idle(): Promise<void>;
}

export interface MemoryIndexerOptions {
  database: Database;
  embedder: EmbedderSource;
  vectors: VectorIndex;
  log: Log;
  /** Milliseconds between looks without being woken. */
  pollEvery?: number;
}

const MESSAGE_BATCH = 50;
/** Nobody waits for it: what visitors say goes first. */
const BACKGROUND = { background: true };
const VECTOR_BATCH = 32;
const SHORTEST_TEXT = 3;
const REMEMBERED_ROLES = new Set(['visitor']);
/** Milliseconds between batches of old vectors, in which the writer and the embedder belong to live work. */
const BACKFILL_PAUSE = 20;

/** Messages after which the full-text index is tidied in a quiet moment. */
const TIDY_AFTER = 100;

export function createMemoryIndexer(options: MemoryIndexerOptions): MemoryIndexer {
  const { database, embedder, vectors, log, pollEvery = 5_000 } = options;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  let engineKnown = false;
  /** How far down old vectors were replaced; ids below are still to do. */
  let backfill: { embedderId: string; below: number } | undefined;

  let untidy = 0;

  return { start, stop, wake, idle };

  function start(): void {
    embedder.onChange(wake);
    void embedder.ready.then(() => {
      engineKnown = true;
      wake();
    });
    timer = setInterval(wake, pollEvery).unref();
    wake();
  }

  async function stop(): Promise<void> {
    stopping.abort();
    clearInterval(timer);
    await running;
  }

  function wake(): void {
    wanted = true;
    if (running || stopping.signal.aborted) return;
    running = run().finally(() => {
      running = undefined;
      if (wanted) wake();
    });
  }

  async function idle(): Promise<void> {
    await embedder.ready;
    wake();
    while (running) await running;
  }

  async function run(): Promise<void> {
    wanted = false;
    try {
      await catchUp();
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error }, 'memory: indexing failed and is tried again');
      await delay(1_000, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }

  /** New messages by their words, then their vectors, and only then old vectors and housekeeping: each round looks for newer work first. */
  async function catchUp(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (await indexMessages()) continue;
      if (!engineKnown) return;
      const engine = embedder.current();
      if (await embedItems(engine, await store.readItemsWithoutVector(database.read, VECTOR_BATCH))) continue;
      if (!(await embedOldItems(engine)) && !(await tidy())) return;
      await delay(BACKFILL_PAUSE, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function tidy(): Promise<boolean> {
    if (untidy < TIDY_AFTER) return false;
    const more = await database.write(tidyTexts, BACKGROUND);
    if (!more) untidy = 0;
    return more;
  }

  async function embedOldItems(engine: Embedder): Promise<boolean> {
    if (backfill?.embedderId !== engine.id) backfill = { embedderId: engine.id, below: Number.MAX_SAFE_INTEGER };
    const items = await store.readItemsOfOthers(database.read, { ...backfill, limit: VECTOR_BATCH });
    const worked = await embedItems(engine, items);
    backfill.below = items.at(-1)?.id ?? 0;
    return worked;
  }

  async function indexMessages(): Promise<boolean> {
    if (!(await store.hasMessagesAfter(database.read, await store.readCursor(database.read)))) return false;
    return database.write(async (trx) => {
      const messages = await store.readMessagesAfter(trx, await store.readCursor(trx), MESSAGE_BATCH);
      const last = messages.at(-1);
      if (!last) return false;
      const items = messages.filter(isWorthRemembering);
      const ids = await store.insertItems(trx, items);
      await addTexts(
        trx,
        items.flatMap((item) => textEntry(item, ids.get(item.messageId))),
      );
      await store.writeCursor(trx, last.position);
      untidy += items.length;
      return true;
    }, BACKGROUND);
  }

  /** A hanging engine must not hold up the stop. */
  function unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const onStop = (): void => reject(stopping.signal.reason);
    stopping.signal.addEventListener('abort', onStop, { once: true });
    return Promise.race([work, promise]).finally(() => stopping.signal.removeEventListener('abort', onStop));
  }

  /** What was erased while the engine worked stays erased. */
  async function embedItems(engine: Embedder, items: store.PendingItem[]): Promise<boolean> {
    if (items.length === 0) return false;
    const made = await unlessStopped(
      engine.embed(
        items.map(({ text }) => text),
        'passage',
      ),
    );
    await database.write(async (trx) => {
      const owners = await store.readOwners(
        trx,
        items.map(({ id }) => id),
      );
      const entries = items.flatMap(({ id }, index) => {
        const owner = owners.get(id);
        const vector = made[index];
        return owner !== undefined && vector ? { id, owner, vector } : [];
      });
      await vectors.upsert(trx, engine.id, entries);
      await store.markEmbedded(
        trx,
        engine.id,
        entries.map(({ id }) => id),
      );
    }, BACKGROUND);
    return true;
  }
}

function isWorthRemembering({ role, text, erased }: store.Candidate): boolean {
  return !erased && REMEMBERED_ROLES.has(role) && text.trim().length >= SHORTEST_TEXT;
}

function textEntry({ contactId, text, locale }: store.Candidate, id: number | undefined) {
  return id === undefined ? [] : { id, contactId, text, locale };
}
