import type { Statement, Transaction } from '../store/database.ts';
import { appendEntries, removeEntries } from './chunk-store.ts';
import { toCode, toInt8 } from './vector-code.ts';
import type { VectorEntry, VectorFilter, VectorIndex } from './vector-index.ts';

/** So many of the nearest by code are ordered exactly. */
const CANDIDATES = 240;
const SLICE = 200;

/**
 * A partition is what one embedder made for one owner. `<prefix>_chunks` holds its short codes, many a row; they are scanned by Hamming distance
 * (`nearest_codes`), and the best candidates are ordered by cosine over the int8 vectors in `<prefix>_vectors` (sqlite-vec). Exact for owners with
 * few vectors, and an owner costs nothing but his entries: a `vec0` table reserves a whole chunk for each partition.
 */
export function createSqliteVectorIndex(prefix: string): VectorIndex {
  const tables: Tables = {
    vectors: `${prefix}_vectors`,
    chunks: `${prefix}_chunks`,
    partitions: `${prefix}_partitions`,
  };
  return {
    upsert: (trx, embedderId, entries) => upsert(trx, tables, { embedderId, entries }),
    nearest: (vector, filter, k) => nearest(tables, { vector, filter, k }),
    remove: (trx, ids) => remove(trx, tables, ids),
  };
}

interface Tables {
  vectors: string;
  chunks: string;
  partitions: string;
}

function nearest(
  tables: Tables,
  { vector, filter, k }: { vector: Float32Array; filter: VectorFilter; k: number },
): Statement {
  const sql = `
    select v.id, 1 - vec_distance_cosine(vec_int8(v.vector), vec_int8(unhex(?))) as similarity
    from json_each((select nearest_codes(entries, unhex(?), ?) from ${tables.chunks}
                    where partition in (select id from ${tables.partitions} where owner = ? and embedder = ?))) c
    cross join ${tables.vectors} v on v.id = c.value
    order by similarity desc limit ?`;
  const [exact, code] = [toInt8(vector), toCode(vector)].map((bytes) => Buffer.from(bytes).toString('hex'));
  return { sql, values: [exact!, code!, Math.max(CANDIDATES, 4 * k), filter.owner, filter.embedderId, k] };
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
  for (const slice of slices(entries)) await add(trx, tables, { embedderId, entries: slice });
}

async function add(
  trx: Transaction,
  tables: Tables,
  { embedderId, entries }: { embedderId: string; entries: VectorEntry[] },
): Promise<void> {
  const partitions = await partitionsOf(trx, tables, { owners: entries.map(({ owner }) => owner), embedderId });
  const chunks = await appendEntries(
    trx,
    tables.chunks,
    entries.map(({ id, owner, vector }) => ({ id, partition: partitions.get(owner)!, code: toCode(vector) })),
  );
  await trx(tables.vectors).insert(
    entries.map(({ id, vector }) => ({ id, chunk: chunks.get(id), vector: toInt8(vector) })),
  );
}

/** Ids by owner; those that are missing are made. */
async function partitionsOf(
  trx: Transaction,
  tables: Tables,
  { owners, embedderId: embedder }: { owners: string[]; embedderId: string },
): Promise<Map<string, number>> {
  const read = (): Promise<{ id: number; owner: string }[]> =>
    trx(tables.partitions).where({ embedder }).whereIn('owner', owners).select('id', 'owner');
  const known = new Set((await read()).map(({ owner }) => owner));
  const missing = [...new Set(owners)].filter((owner) => !known.has(owner));
  if (missing.length > 0) await trx(tables.partitions).insert(missing.map((owner) => ({ owner, embedder })));
  return new Map((await read()).map(({ id, owner }) => [owner, id]));
}

async function remove(trx: Transaction, tables: Tables, ids: number[]): Promise<void> {
  for (const slice of slices(ids)) {
    const chunks: number[] = await trx(tables.vectors).whereIn('id', slice).distinct('chunk').pluck('chunk');
    if (chunks.length === 0) continue;
    const partitions: number[] = await trx(tables.chunks)
      .whereIn('id', chunks)
      .distinct('partition')
      .pluck('partition');
    await removeEntries(trx, tables.chunks, { chunks, ids: new Set(slice) });
    await trx(tables.vectors).whereIn('id', slice).delete();
    await trx(tables.partitions)
      .whereIn('id', partitions)
      .whereNotExists(
        trx(tables.chunks)
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
