import { createLoop } from '../job/loop.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { addMisses, clearMisses, listMisses, type LocaleMiss } from './locale-log-store.ts';

export type LocaleLog = ReturnType<typeof createLocaleLog>;

const POLL_MS = 10_000;
/** Keys stand in code and content, so there are never so many of them unless something is wrong. */
const MOST = 10_000;

/** Which texts a language lacked while somebody was spoken with in it: counted in memory, written down now and then. */
export function createLocaleLog({ database, log }: { database: Database; log: Log }) {
  const known = new Set<string>();
  let counted = new Map<string, Omit<LocaleMiss, 'firstAt'>>();
  const loop = createLoop({ name: 'locale log', work: flush, pollMs: POLL_MS, log });

  async function flush(): Promise<undefined> {
    if (counted.size === 0) return;
    const misses = [...counted.values()];
    counted = new Map();
    await database.write((trx) => addMisses(trx, misses));
  }

  return {
    note({ tag, key }: Pick<LocaleMiss, 'tag' | 'key'>): void {
      const id = `${tag} ${key}`;
      if (!known.has(id)) log.info({ tag, key }, 'A language lacks a text; another language stands in');
      if (known.size < MOST) known.add(id);
      const miss = { tag, key, count: (counted.get(id)?.count ?? 0) + 1, lastAt: new Date().toISOString() };
      if (counted.size < MOST) counted.set(id, miss);
    },
    async list(query: { tag?: string; limit: number }): Promise<LocaleMiss[]> {
      await flush();
      return listMisses(database.read, query);
    },
    /** What is lacking still is noted, and logged, again. */
    async clear(tag?: string): Promise<number> {
      await flush();
      known.clear();
      return database.write((trx) => clearMisses(trx, tag));
    },
    start: () => loop.start(),
    async stop(): Promise<void> {
      await loop.stop();
      await flush();
    },
  };
}
