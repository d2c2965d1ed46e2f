import SynchronousClient from 'knex/lib/dialects/better-sqlite3/index.js';
import { WorkerConnection, type QueryAnswer } from './worker-connection.ts';

interface QueryObject {
  sql: string;
  bindings: unknown[];
  response?: unknown;
  context?: unknown;
}

/** Knex's own better-sqlite3 dialect, with the connection in a worker thread. */
export class SqliteWorkerClient extends SynchronousClient {
  _driver(): null {
    return null;
  }

  /** The first one may be open already; one that replaces it is not. */
  acquireRawConnection(): Promise<WorkerConnection> {
    const { opened } = this.config;
    delete this.config.opened;
    return opened ?? WorkerConnection.open(this.connectionSettings);
  }

  /** A thread that has died is replaced by the pool. */
  validateConnection(connection: WorkerConnection): boolean {
    return !connection.isLost;
  }

  destroyRawConnection(connection: WorkerConnection): Promise<void> {
    return connection.close();
  }

  async _query(connection: WorkerConnection, query: QueryObject): Promise<QueryObject> {
    // A transaction that reads first and writes later would fail at once when somebody else has written in between: take the lock at its begin.
    const sql = query.sql === 'BEGIN;' ? 'BEGIN IMMEDIATE' : query.sql;
    const answer: QueryAnswer = await connection.query(sql, this._formatBindings(query.bindings));
    query.response = answer.rows ?? answer;
    query.context = answer;
    return query;
  }
}
