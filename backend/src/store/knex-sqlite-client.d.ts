/** Knex publishes no types of its dialects. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import type { WorkerConnection, WorkerConnectionOptions } from './worker-connection.ts';

  export default class BetterSqlite3Client {
    constructor(config: object);
    config: { opened?: Promise<WorkerConnection> };
    connectionSettings: WorkerConnectionOptions;
    _formatBindings(bindings: unknown[]): unknown[];
  }
}
