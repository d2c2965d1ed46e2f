import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbedderSource } from '../embedding/create-embedder.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { ENTRY_BYTES } from '../embedding/code-chunk.ts';
import { createLexicalEmbedder } from '../embedding/lexical-embedder.ts';
import { createSqliteVectorIndex } from '../embedding/sqlite-vector-index.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { silentLog } from '../telemetry/log.ts';
import { createMemoryIndexer, type MemoryIndexer } from './indexer.ts';
import { createMemory, type Memory } from './memory.ts';

/** For tests: an embedder source whose engine is changed by hand. */
export function createSwitch(first: Embedder): EmbedderSource & { change(embedder: Embedder): void } {
  let current = first;
  const listeners: ((embedder: Embedder) => void)[] = [];
  return {
    current: () => current,
    ready: Promise.resolve(first),
    onChange: (listener) => void listeners.push(listener),
    close: () => current.close(),
    change(embedder) {
      current = embedder;
      for (const listener of listeners) listener(embedder);
    },
  };
}

export interface Said {
  id: string;
  text: string;
  contact?: string;
  conversation?: string;
  role?: string;
  channel?: string;
  locale?: string;
}

export interface TestMemory {
  database: Database;
  memory: Memory;
  embedder: ReturnType<typeof createSwitch>;
  /** Not started: `idle()` works it through. */
  indexer: MemoryIndexer;
  newIndexer(): MemoryIndexer;
  /** Commits messages and waits until they are remembered. */
  say(...said: Said[]): Promise<void>;
  /** Commits messages only. */
  commit(...said: Said[]): Promise<void>;
  close(): Promise<void>;
}

/** A memory over a fresh database with the lexical embedder. */
export async function openTestMemory(engine: Embedder = createLexicalEmbedder()): Promise<TestMemory> {
  const dir = mkdtempSync(join(tmpdir(), 'memory-'));
  const database = await openDatabase({ dir });
  const embedder = createSwitch(engine);
  const parts = { database, embedder, vectors: createSqliteVectorIndex('memory'), log: silentLog };
  const newIndexer = (): MemoryIndexer => createMemoryIndexer(parts);
  const indexer = newIndexer();
  indexer.start();
  const commit = (...said: Said[]): Promise<void> => insert(database, said);
  return {
    database,
    memory: createMemory(parts),
    embedder,
    indexer,
    newIndexer,
    commit,
    async say(...said) {
      await commit(...said);
      await indexer.idle();
    },
    async close() {
      await indexer.stop();
      await embedder.close();
      await database.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** Ids of all items whose short code is stored. */
export async function codedIds(database: Database): Promise<number[]> {
  const chunks: Uint8Array[] = await database.read('memory_chunks').pluck('entries');
  const bytes = Buffer.concat(chunks);
  return Array.from({ length: bytes.length / ENTRY_BYTES }, (_, at) => Number(bytes.readBigInt64LE(at * ENTRY_BYTES)));
}

const NOW = '2026-11-21T00:00:00.000Z';

async function insert(database: Database, said: Said[]): Promise<void> {
  await database.write(async (trx) => {
    for (const {
      id,
      text,
      contact = 'ann',
      conversation = `${contact}-1`,
      role = 'visitor',
      channel = 'web',
      locale = 'en',
    } of said) {
      await trx('contacts').insert({ id: contact, site_id: 'demo', locale, created_at: NOW }).onConflict('id').ignore();
      await trx('conversations')
        .insert({
          id: conversation,
          site_id: 'demo',
          contact_id: contact,
          locale,
          last_channel: channel,
          created_at: NOW,
          updated_at: NOW,
        })
        .onConflict('id')
        .ignore();
      const newest = await trx('messages').where({ conversation_id: conversation }).max({ seq: 'seq' }).first();
      const seq = Number(newest?.seq ?? 0) + 1;
      await trx('messages').insert({
        id,
        conversation_id: conversation,
        seq,
        role,
        author_name: 'x',
        channel,
        text,
        created_at: NOW,
      });
    }
  });
}
