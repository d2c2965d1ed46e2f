import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { hasUnindexed, indexMessages } from './message-search-store.ts';

/** Brings messages into the index that the console searches, when nobody waits for the writer. Until then a search reads them through. */
export interface MessageIndexer {
  start(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
  /** Messages were committed; cheap, call it as often as you like. */
  wake(): void;
}

const BATCH = 25;
/** Milliseconds between batches, in which the writer belongs to live work: a batch takes about two. */
const PAUSE = 25;
/** Milliseconds between looks without being woken. */
const POLL = 5_000;

export function createMessageIndexer({ database, log }: { database: Database; log: Log }): MessageIndexer {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isStopped = true;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    isWanted = true;
    if (isStopped) return;
    running ??= run().finally(() => (running = undefined));
  }

  async function run(): Promise<void> {
    try {
      while (isWanted && !isStopped) {
        isWanted = false;
        while (!isStopped && (await indexSome())) await delay(PAUSE);
      }
    } catch (error) {
      log.error({ err: error }, 'conversation: indexing for the search failed and is tried again');
    }
  }

  async function indexSome(): Promise<boolean> {
    if (!(await hasUnindexed(database.read))) return false;
    return database.write((trx) => indexMessages(trx, BATCH), { background: true });
  }

  return {
    start() {
      isStopped = false;
      timer = setInterval(wake, POLL).unref();
      wake();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
    wake,
  };
}
