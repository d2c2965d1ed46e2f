import type { Queries, Transaction } from '../store/database.ts';
import { toCode, toInt8 } from './vector-code.ts';
import type { VectorEntry, VectorFilter, VectorHit, VectorIndex } from './vector-index.ts';

/** So many of the nearest by code are ordered exactly. */
const CANDIDATES = 240;
const SLICE = 200;

/**
 * Plain tables on sqlite-vec's functions. A partition is what one embedder made for one owner. `<prefix>_codes`, clustered by partition, is
 * scanned by Hamming distance, and the best candidates are ordered by cosine over the int8 vectors in `<prefix>_vectors`. Exact for owners
 * with few vectors, and an owner costs nothing but his rows: a `vec0` table reserves a chunk for each partition, and took 50 ms instead of 13
 * for 400 candidates of 100,000.
 */
export function createSqliteVectorIndex(prefix: string): VectorIndex {
  const tables: Tables = { vectors: `${prefix}_vectors`, codes: `${prefix}_codes`, partitions: `${prefix}_partitions` };
  return {
    upsert: (trx, embedderId, entries) => upsert(trx, tables, { embedderId, entries }),
    search: (queries, vector, filter, k) => search(queries, tables, { vector, filter, k }),
    remove: (trx, ids) => remove(trx, tables, ids),
  };
}

interface Tables {
  vectors: string;
  codes: string;
  partitions: string;
}

async function upsert(
  trx: Transaction,
  tables: Tables,
  { embedderId, entries }: { embedderId: string; entries: VectorEntry[] },
): Promise<void> {
  await remove(
    trx,
    tables,
    entries.map(({ id }) => id),
  );
  const partitions = new Map<string, number>();
  for (const { owner } of entries) {
    if (!partitions.has(owner)) partitions.set(owner, await partitionOf(trx, tables, { owner, embedderId }));
  }
  for (const slice of slices(entries)) {
    const rows = slice.map(({ id, owner, vector }) => ({ id, partition: partitions.get(owner), vector }));
    await trx(tables.vectors).insert(rows.map(({ vector, ...row }) => ({ ...row, vector: toInt8(vector) })));
    await trx(tables.codes).insert(rows.map(({ vector, ...row }) => ({ ...row, code: toCode(vector) })));
  }
}

async function partitionOf(
  trx: Transaction,
  tables: Tables,
  { owner, embedderId: embedder }: VectorFilter,
): Promise<number> {
  const known = await trx(tables.partitions).where({ owner, embedder }).first('id');
  if (known) return known.id;
  const [made] = await trx(tables.partitions).insert({ owner, embedder }).returning('id');
  return made.id;
}

async function search(
  queries: Queries,
  tables: Tables,
  { vector, filter, k }: { vector: Float32Array; filter: VectorFilter; k: number },
): Promise<VectorHit[]> {
  return queries.raw<VectorHit[]>(
    `select v.id, 1 - vec_distance_cosine(vec_int8(v.vector), vec_int8(?)) as similarity
     from (select id from ${tables.codes}
           where partition in (select id from ${tables.partitions} where owner = ? and embedder = ?)
           order by vec_distance_hamming(vec_bit(code), vec_bit(?)) limit ?) c
     cross join ${tables.vectors} v on v.id = c.id
     order by similarity desc limit ?`,
    [toInt8(vector), filter.owner, filter.embedderId, toCode(vector), Math.max(CANDIDATES, 4 * k), k],
  );
}

async function remove(trx: Transaction, tables: Tables, ids: number[]): Promise<void> {
  for (const slice of slices(ids)) {
    const partitions: number[] = await trx(tables.vectors)
      .whereIn('id', slice)
      .distinct('partition')
      .pluck('partition');
    if (partitions.length === 0) continue;
    await trx(tables.codes).whereIn('partition', partitions).whereIn('id', slice).delete();
    await trx(tables.vectors).whereIn('id', slice).delete();
    await trx(tables.partitions)
      .whereIn('id', partitions)
      .whereNotExists(
        trx(tables.codes)
          .select('id')
          .where('partition', trx.ref(`${tables.partitions}.id`)),
      )
      .delete();
  }
}

/** SQLite bounds the parameters of a statement. */
function slices<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / SLICE) }, (_, at) => list.slice(at * SLICE, (at + 1) * SLICE));
}
