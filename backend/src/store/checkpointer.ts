import { WorkerConnection, type WorkerConnectionOptions } from './worker-connection.ts';

const EVERY_MS = 200;
/** Fewer commits are left to the writer: they are not worth a thread. */
const FEW = 20;

export interface Checkpointer {
  /** Something was committed. */
  wrote(): void;
  close(): Promise<void>;
}

/**
 * Copies the write-ahead log into the database file from a thread of its own, which begins when there is much to write: done by the writer, every
 * thousandth page would keep whoever writes just then waiting for all the others. What a copy leaves behind is at most what was committed
 * meanwhile; the writer itself copies that, when the log has grown to its limit, and begins the log anew.
 */
export function createCheckpointer(options: WorkerConnectionOptions): Checkpointer {
  let connection: Promise<WorkerConnection> | undefined;
  let copying: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let commits = 0;

  async function copy(): Promise<void> {
    commits = 0;
    connection ??= WorkerConnection.open(options);
    await (await connection).query('PRAGMA wal_checkpoint(PASSIVE)', []);
    timer = undefined;
  }

  /** After a fault it is left to the writer. */
  function begin(): void {
    copying = copy().catch(() => undefined);
  }

  return {
    wrote() {
      commits += 1;
      if (commits > FEW) timer ??= setTimeout(begin, EVERY_MS).unref();
    },
    async close() {
      clearTimeout(timer);
      await copying;
      await (await connection?.catch(() => undefined))?.close();
    },
  };
}
