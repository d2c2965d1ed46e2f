import type { Transaction } from '../store/database.ts';
import { CHUNK_ENTRIES, ENTRY_BYTES, toEntry, withoutIds } from './code-chunk.ts';

export interface CodeEntry {
  id: number;
  partition: number;
  code: Uint8Array;
}

interface ChunkRow {
  id: number;
  partition: number;
  entries: Uint8Array;
}

interface OpenChunk {
  id: number;
  size: number;
}

/** Fills up each partition's newest chunk and begins new ones. Answers each entry's chunk by the entry's id. */
export async function appendEntries(
  trx: Transaction,
  table: string,
  entries: CodeEntry[],
): Promise<Map<number, number>> {
  const nextId = await createIds(trx, table);
  const open = await readNewest(trx, table, [...new Set(entries.map(({ partition }) => partition))]);
  const added = new Map<number, { partition: number; parts: Buffer[] }>();
  const chunkOf = new Map<number, number>();
  for (const { id, partition, code } of entries) {
    let chunk = open.get(partition);
    if (!chunk || chunk.size >= CHUNK_ENTRIES) open.set(partition, (chunk = { id: nextId(), size: 0 }));
    chunk.size += 1;
    chunkOf.set(id, chunk.id);
    const { parts } = added.get(chunk.id) ?? added.set(chunk.id, { partition, parts: [] }).get(chunk.id)!;
    parts.push(toEntry(id, code));
  }
  const rows = [...added].map(([id, { partition, parts }]) => ({ id, partition, entries: Buffer.concat(parts) }));
  // SQLite's `||` gives the same bytes, called a text.
  const longer = trx.raw('cast(?? || excluded.entries as blob)', [`${table}.entries`]);
  await trx(table).insert(rows).onConflict('id').merge({ entries: longer });
  return chunkOf;
}

/** Leaves no trace of these ids in these chunks. */
export async function removeEntries(
  trx: Transaction,
  table: string,
  { chunks, ids }: { chunks: number[]; ids: ReadonlySet<number> },
): Promise<void> {
  const rows: ChunkRow[] = await trx(table).whereIn('id', chunks);
  const left = rows.map((row) => ({ ...row, entries: withoutIds(row.entries, ids) }));
  const kept = left.filter(({ entries }) => entries.length > 0);
  const empty = left.filter(({ entries }) => entries.length === 0).map(({ id }) => id);
  await trx(table).whereIn('id', empty).delete();
  if (kept.length > 0) await trx(table).insert(kept).onConflict('id').merge(['entries']);
}

async function createIds(trx: Transaction, table: string): Promise<() => number> {
  const newest = await trx(table).max({ id: 'id' }).first();
  let id = Number(newest?.id ?? 0);
  return () => (id += 1);
}

async function readNewest(trx: Transaction, table: string, partitions: number[]): Promise<Map<number, OpenChunk>> {
  const rows: { id: number; partition: number; bytes: number }[] = await trx(table)
    .whereIn('id', trx(table).whereIn('partition', partitions).groupBy('partition').max('id'))
    .select('id', 'partition', trx.raw('length(entries) as bytes'));
  return new Map(rows.map(({ id, partition, bytes }) => [partition, { id, size: bytes / ENTRY_BYTES }]));
}
