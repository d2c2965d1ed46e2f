import Sqlite from 'better-sqlite3';
import { load as loadVectors } from 'sqlite-vec';
import { parentPort, workerData } from 'node:worker_threads';

/** One SQLite connection in a thread of its own: a request in, an answer out, in order. */
interface Request {
  id: number;
  sql: string;
  bindings: unknown[];
}

const { filename, readonly, synchronous } = workerData as { filename: string; readonly: boolean; synchronous: string };
const database = new Sqlite(filename, { readonly });
database.pragma('busy_timeout = 5000');
if (!readonly) database.pragma('journal_mode = WAL');
database.pragma(`synchronous = ${synchronous}`);
database.pragma('foreign_keys = ON');
database.pragma('cache_size = -16000');
database.pragma('mmap_size = 268435456');
// What a visitor had erased leaves the file, not only the index.
database.pragma('secure_delete = ON');
database.pragma('temp_store = MEMORY');
loadVectors(database);

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

function run({ sql, bindings }: Request): unknown {
  const statement = prepared(sql);
  if (statement.reader) return { rows: statement.all(bindings) };
  const { changes, lastInsertRowid } = statement.run(bindings);
  return { changes, lastID: Number(lastInsertRowid) };
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
