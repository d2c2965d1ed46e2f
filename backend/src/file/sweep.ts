import { createLoop } from '../job/loop.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { FileBytes } from './file-bytes.ts';
import { knownIds, readRemovals, removeUnsent, settleRemovals } from './file-store.ts';

export interface FileSweeperOptions {
  database: Database;
  bytes: FileBytes;
  log: Log;
}

const POLL_MS = 60_000;
const HOUR_MS = 60 * 60_000;
const BATCH = 200;

/** Removes uploads that no message took within an hour, and the bytes of every file whose row is gone, for whatever reason. */
export function createFileSweeper({ database, bytes, log }: FileSweeperOptions) {
  let orphansGone = false;
  const loop = createLoop({ name: 'files', work, pollMs: POLL_MS, log });

  async function work(): Promise<undefined> {
    await sweep();
    if (!orphansGone) await removeOrphans();
    orphansGone = true;
  }

  async function sweep(): Promise<void> {
    const before = new Date(Date.now() - HOUR_MS).toISOString();
    await database.write((trx) => removeUnsent(trx, before), { background: true });
    for (
      let ids = await readRemovals(database.read, BATCH);
      ids.length > 0;
      ids = await readRemovals(database.read, BATCH)
    ) {
      await Promise.all(ids.map(bytes.remove));
      await database.write((trx) => settleRemovals(trx, ids), { background: true });
    }
  }

  /** A process that was killed between the move of a file and its row leaves bytes that nobody knows. */
  async function removeOrphans(): Promise<void> {
    for await (const ids of bytes.idsBefore(Date.now() - HOUR_MS)) {
      const known = await knownIds(database.read, ids);
      await Promise.all(ids.filter((id) => !known.has(id)).map(bytes.remove));
    }
  }

  return {
    async start(): Promise<void> {
      await bytes.clearIncoming();
      loop.start();
    },
    sweep,
    stop: () => loop.stop(),
  };
}
