import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database, WriteOptions } from './database.ts';
import { onConnection } from './on-connection.ts';
import type { BatchStep } from './worker-connection.ts';

/** A moment is quiet when nobody has written for so long: a person's next words often come right after an answer. Milliseconds. */
const QUIET = 25;
/** The longest that a background write waits for a quiet moment, and how often it looks for one. */
const PATIENCE = 250;
const LOOK_EVERY = 5;

/** The two ways to write over the one connection that may. `wrote` is called after each commit. */
export function createWriter(writer: Knex, wrote: () => void): Pick<Database, 'write' | 'writeBatch'> {
  let inFlight = 0;
  let lastAt = -QUIET;

  const isQuiet = (): boolean => inFlight === 0 && performance.now() - lastAt >= QUIET;

  async function quietMoment(): Promise<void> {
    for (let waited = 0; !isQuiet() && waited < PATIENCE; waited += LOOK_EVERY) await delay(LOOK_EVERY);
  }

  async function counted<T>(work: () => Promise<T>): Promise<T> {
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
      lastAt = performance.now();
      wrote();
    }
  }

  return {
    async write<T>(work: (trx: Knex.Transaction) => Promise<T>, { background = false }: WriteOptions = {}) {
      if (!background) return counted(() => writer.transaction(work));
      await quietMoment();
      const result = await writer.transaction(work);
      wrote();
      return result;
    },
    writeBatch: (steps: BatchStep[]) => counted(() => onConnection(writer, (connection) => connection.batch(steps))),
  };
}
