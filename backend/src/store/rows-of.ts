import type { Database, Queries } from './database.ts';

/** `rows` within a transaction, where nothing is shared. */
export function rowsOf(queries: Queries): Pick<Database, 'rows'> {
  return { rows: ({ sql, values }) => queries.raw(sql, values as never) as never };
}
