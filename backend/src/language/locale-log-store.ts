import type { Queries, Transaction } from '../store/database.ts';

/** A text that a language lacked when it was asked for. */
export interface LocaleMiss {
  tag: string;
  /** `namespace:path.to.key`; `namespace:*` where the whole namespace is lacking. */
  key: string;
  /** How often it was asked for. */
  count: number;
  /** ISO 8601, UTC. */
  firstAt: string;
  lastAt: string;
}

interface MissRow {
  tag: string;
  key: string;
  count: number;
  first_at: string;
  last_at: string;
}

export async function addMisses(trx: Transaction, misses: readonly Omit<LocaleMiss, 'firstAt'>[]): Promise<void> {
  const rows = misses.map(({ tag, key, count, lastAt }): MissRow => ({
    tag,
    key,
    count,
    first_at: lastAt,
    last_at: lastAt,
  }));
  await trx<MissRow>('locale_misses')
    .insert(rows)
    .onConflict(['tag', 'key'])
    .merge({ count: trx.raw('locale_misses.count + excluded.count'), last_at: trx.raw('excluded.last_at') } as never);
}

/** Of one language, or of all; what was asked for most comes first. */
export async function listMisses(db: Queries, { tag, limit }: { tag?: string; limit: number }): Promise<LocaleMiss[]> {
  const query = db<MissRow>('locale_misses').orderBy('count', 'desc').orderBy(['tag', 'key']).limit(limit);
  const rows = await (tag === undefined ? query : query.where({ tag }));
  return rows.map(({ first_at: firstAt, last_at: lastAt, ...row }) => ({ ...row, firstAt, lastAt }));
}

export async function clearMisses(trx: Transaction, tag?: string): Promise<number> {
  return trx('locale_misses')
    .where(tag === undefined ? {} : { tag })
    .delete();
}
