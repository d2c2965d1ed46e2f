import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Looks into the database file of a server, beside the server and without its code. */
export function stored<T>(dataDir: string, sql: string, ...values: (string | number)[]): T[] {
  const database = new DatabaseSync(join(dataDir, 'agent-chat.sqlite'), { readOnly: true, timeout: 5000 });
  try {
    return database.prepare(sql).all(...values) as T[];
  } finally {
    database.close();
  }
}
