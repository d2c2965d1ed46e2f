/** Knex publishes no types of its dialects. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  export default class BetterSqlite3Client {
    constructor(config: object);
    connectionSettings: { filename: string; readonly: boolean; synchronous: 'FULL' | 'NORMAL' };
    _formatBindings(bindings: unknown[]): unknown[];
  }
}
