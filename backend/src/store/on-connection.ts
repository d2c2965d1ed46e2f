import type { Knex } from 'knex';
import type { WorkerConnection } from './worker-connection.ts';

/** Lends one of the pool's connections to `work`, past Knex's queries. */
export async function onConnection<T>(pool: Knex, work: (connection: WorkerConnection) => Promise<T>): Promise<T> {
  const connection = (await pool.client.acquireConnection()) as WorkerConnection;
  try {
    return await work(connection);
  } finally {
    void pool.client.releaseConnection(connection);
  }
}
