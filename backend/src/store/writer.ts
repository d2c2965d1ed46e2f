import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database, WriteOptions } from './database.ts';
import type { BatchAnswer, BatchStep, WorkerConnection } from './worker-connection.ts';

/** The longest that a background write waits for a quiet moment, and how often it looks for one. Milliseconds. */
const PATIENCE = 200;
const LOOK_EVERY = 5;

/** The two ways to write over the one connection that may. `wrote` is called after each commit. */
export function createWriter(writer: Knex, wrote: () => void): Pick<Database, 'write' | 'writeBatch'> {
  let inFlight = 0;

  async function quietMoment(): Promise<void> {
    for (let waited = 0; inFlight > 0 && waited < PATIENCE; waited += LOOK_EVERY) await delay(LOOK_EVERY);
  }

  async function counted<T>(work: () => Promise<T>): Promise<T> {
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
      wrote();
    }
  }

  async function batch(steps: BatchStep[]): Promise<BatchAnswer[]> {
    const connection = (await writer.client.acquireConnection()) as WorkerConnection;
    try {
      return await connection.batch(steps);
    } finally {
      void writer.client.releaseConnection(connection);
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
    writeBatch: (steps) => counted(() => batch(steps)),
  };
}
