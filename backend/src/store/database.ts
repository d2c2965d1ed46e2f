import knex, { type Knex } from 'knex';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { migrate } from './migrations/index.ts';
import { SqliteWorkerClient } from './sqlite-client.ts';

export type Queries = Knex | Knex.Transaction;
export type Transaction = Knex.Transaction;

/** The one place that holds connections. SQLite in WAL: one writer, a small pool of readers, each in its own thread. */
export interface Database {
  /** Reads see what was committed before they began. */
  read: Knex;
  /** Runs `work` in a transaction of the one writer; transactions queue in order of arrival. Committed (fsync) when it resolves. */
  write<T>(work: (trx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Rejects when it cannot be read or written. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface WriteOptions {
  /** Not awaited by anybody: lets others go first, for a while. */
  background?: boolean;
}

export interface DatabaseOptions {
  /** Folder of the database file. */
  dir: string;
  readers?: number;
}

const FILE = 'agent-chat.sqlite';

export async function openDatabase({ dir, readers = 2 }: DatabaseOptions): Promise<Database> {
  mkdirSync(dir, { recursive: true });
  const filename = join(dir, FILE);
  const writer = connect(filename, { readonly: false, size: 1 });
  await migrate(writer);
  const read = connect(filename, { readonly: true, size: readers });
  return {
    read,
    write: createWriter(writer),
    async check() {
      await read.raw('select 1');
      await writer.transaction((trx) => trx.raw('select 1'));
    },
    async close() {
      await read.destroy();
      await writer.destroy();
    },
  };
}

/** The longest that a background write waits for a quiet moment, and how often it looks for one. Milliseconds. */
const PATIENCE = 200;
const LOOK_EVERY = 5;

function createWriter(writer: Knex): Database['write'] {
  let inFlight = 0;

  async function quietMoment(): Promise<void> {
    for (let waited = 0; inFlight > 0 && waited < PATIENCE; waited += LOOK_EVERY) await delay(LOOK_EVERY);
  }

  return async (work, { background = false } = {}) => {
    if (background) {
      await quietMoment();
      return writer.transaction(work);
    }
    inFlight += 1;
    try {
      return await writer.transaction(work);
    } finally {
      inFlight -= 1;
    }
  };
}

function connect(filename: string, { readonly, size }: { readonly: boolean; size: number }): Knex {
  return knex({
    client: SqliteWorkerClient as unknown as typeof Knex.Client,
    connection: { filename, readonly, synchronous: 'FULL' } as Knex.StaticConnectionConfig,
    pool: { min: readonly ? 0 : 1, max: size, acquireTimeoutMillis: 30_000 },
    useNullAsDefault: true,
    compileSqlOnError: false,
  });
}
