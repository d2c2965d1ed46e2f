import type { TestContext } from 'node:test';
import type { Database } from './database.ts';
import { rowsOf } from './rows-of.ts';
import { createTestDatabase } from './test-database.ts';

/** How SQLite goes about each query that `work` makes. */
export async function plansOf(
  t: TestContext,
  work: (read: Database['read'], database: Pick<Database, 'rows'>) => Promise<unknown>,
): Promise<string> {
  const { read } = await createTestDatabase(t);
  const asked: { sql: string; bindings: readonly unknown[] }[] = [];
  const note = ({ sql, bindings }: { sql: string; bindings: readonly unknown[] }): number =>
    asked.push({ sql, bindings });
  read.on('query', note);
  await work(read, rowsOf(read));
  read.off('query', note);
  const plans = await Promise.all(
    asked.map(({ sql, bindings }) => read.raw(`explain query plan ${sql}`, bindings as never)),
  );
  return plans
    .flat()
    .map(({ detail }) => detail)
    .join('\n');
}
