import knex, { type Knex } from 'knex';
import { createCheckpointer } from './checkpointer.ts';
import { fileSettings, openWriter } from './database-file.ts';
import { migrate } from './migrations/index.ts';
import { createSharedReads } from './shared-reads.ts';
import { SqliteWorkerClient } from './sqlite-client.ts';
import type { BatchAnswer, BatchStep, Statement, WorkerConnection } from './worker-connection.ts';
import { createWriter } from './writer.ts';

export type Queries = Knex | Knex.Transaction;
export type Transaction = Knex.Transaction;
export type { BatchAnswer, BatchStep, Statement };

/** The one place that holds connections. SQLite in WAL: one writer, a small pool of readers, each in its own thread. */
export interface Database {
  /** Reads see what was committed before they began. */
  read: Knex;
  /**
   * The rows of a statement that may not write, for what is read most. What is asked for in the same moment shares one trip to a reader's thread.
   * Blobs neither go in nor come out.
   */
  rows<Row>(statement: Statement): Promise<Row[]>;
  /** Runs `work` in a transaction of the one writer; transactions queue in order of arrival. Committed (fsync) when it resolves. */
  write<T>(work: (trx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * The same for statements that are known beforehand, in one trip to the writer's thread: for what is written most. A step that needs what an
   * earlier one wrote says so in SQL. Nothing of it is kept when one fails.
   */
  writeBatch(steps: BatchStep[]): Promise<BatchAnswer[]>;
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
  /** Opened already. */
  writer?: Promise<WorkerConnection>;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dir, readers = 2, writer: opened = openWriter(dir) } = options;
  const writer = connect(dir, { readonly: false, size: 1, opened });
  await migrate(writer);
  const read = connect(dir, { readonly: true, size: readers });
  const checkpointer = createCheckpointer(fileSettings(dir, { readonly: false }));
  return {
    read,
    rows: createSharedReads(read),
    ...createWriter(writer, () => checkpointer.wrote()),
    async check() {
      await read.raw('select 1');
      await writer.transaction((trx) => trx.raw('select 1'));
    },
    async close() {
      await read.destroy();
      await checkpointer.close();
      await writer.destroy();
    },
  };
}

interface PoolOptions {
  readonly: boolean;
  size: number;
  opened?: Promise<WorkerConnection>;
}

function connect(dir: string, { readonly, size, opened }: PoolOptions): Knex {
  const config = {
    client: SqliteWorkerClient as unknown as typeof Knex.Client,
    connection: { ...fileSettings(dir, { readonly }) },
    pool: { min: readonly ? 0 : 1, max: size, acquireTimeoutMillis: 30_000 },
    useNullAsDefault: true,
    compileSqlOnError: false,
    opened,
  };
  return knex(config as Knex.Config);
}
