import Sqlite from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';
import { parentPort, workerData } from 'node:worker_threads';
import { addNearestCodes } from './nearest-codes.ts';
import type { BatchAnswer, BatchStep, QueryAnswer, WorkerConnectionOptions } from './worker-connection.ts';

/** One SQLite connection in a thread of its own: a request in, an answer out, in order. */
type Request = { id: number } & ({ sql: string; bindings: unknown[] } | { batch: string });

const { filename, readonly, synchronous } = workerData as WorkerConnectionOptions;
const database = new Sqlite(filename, { readonly });
database.pragma('busy_timeout = 5000');
if (!readonly) {
  database.pragma('journal_mode = WAL');
  // 16 MB: a bound only, as the checkpointer has copied nearly all of it by then.
  database.pragma('wal_autocheckpoint = 4000');
}
database.pragma(`synchronous = ${synchronous}`);
database.pragma('foreign_keys = ON');
database.pragma('cache_size = -16000');
database.pragma('mmap_size = 268435456');
// What a visitor had erased leaves the file, not only the index.
database.pragma('secure_delete = ON');
database.pragma('temp_store = MEMORY');
loadVectors(database);
addNearestCodes(database);

const STATEMENTS = 400;
const statements = new Map<string, Sqlite.Statement>();

function prepared(sql: string): Sqlite.Statement {
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= STATEMENTS) statements.delete(statements.keys().next().value as string);
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function run(request: Request): QueryAnswer | string {
  return 'batch' in request ? runBatch(request.batch) : runQuery(request.sql, request.bindings);
}

function runQuery(sql: string, bindings: unknown[]): QueryAnswer {
  const statement = prepared(sql);
  if (statement.reader) return { rows: statement.all(bindings) };
  const { changes, lastInsertRowid } = statement.run(bindings);
  return { changes, lastID: Number(lastInsertRowid) };
}

function runBatch(batch: string): string {
  const steps = JSON.parse(batch) as BatchStep[];
  prepared(readonly ? 'BEGIN' : 'BEGIN IMMEDIATE').run();
  try {
    const answers = steps.map(runStep);
    prepared('COMMIT').run();
    return JSON.stringify(answers);
  } catch (error) {
    if (database.inTransaction) prepared('ROLLBACK').run();
    throw error;
  }
}

function runStep({ sql, each }: BatchStep): BatchAnswer {
  const statement = prepared(sql);
  if (statement.reader) return each.map((values) => statement.all(values) as BatchAnswer[number]);
  for (const values of each) statement.run(values);
  return [];
}

parentPort?.on('message', (request: Request | 'close') => {
  if (request === 'close') {
    database.close();
    parentPort?.close();
    return;
  }
  try {
    parentPort?.postMessage({ id: request.id, answer: run(request) });
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    parentPort?.postMessage({ id: request.id, error: { message, code } });
  }
});
parentPort?.postMessage({ id: 0, answer: 'ready' });
