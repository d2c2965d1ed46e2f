import Sqlite from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';

/**
 * Holds a data folder for this process until it is released or the process ends, however it ends: the lock is the operating system's, taken by
 * SQLite on a file beside the database. Throws {@link AppError} CONFLICT when another process holds it.
 */
export function lockFolder(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true });
  const lock = new Sqlite(join(dir, 'process.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw new AppError('CONFLICT', 'Another process uses the data folder', {
      hint: 'End it, or give this one a folder of its own with DATA_DIR.',
      cause: error,
    });
  }
  return { release: () => void lock.close() };
}
