import type { Queries, Transaction } from '../store/database.ts';

export type Uploader = 'visitor' | 'operator';

export interface FileRow {
  id: string;
  /** Opens it to whoever has the address. */
  key: string;
  /** With whom it goes. */
  contact_id: string;
  uploader: Uploader;
  /** Null until a message took it. */
  message_id: string | null;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  duration: number | null;
  /** How the channel it came from knows it; unique. */
  external_id: string | null;
  created_at: string;
}

export async function insertFile(trx: Transaction, row: FileRow): Promise<void> {
  await trx<FileRow>('files').insert(row);
}

export async function findFile(db: Queries, id: string): Promise<FileRow | undefined> {
  return db<FileRow>('files').where({ id }).first();
}

export async function findFiles(db: Queries, ids: string[]): Promise<Map<string, FileRow>> {
  const rows = await db<FileRow>('files').whereIn('id', ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The index is partial: without `is not null` it would not be used. */
export async function findExternalFile(db: Queries, externalId: string): Promise<FileRow | undefined> {
  return db<FileRow>('files').where({ external_id: externalId }).whereNotNull('external_id').first();
}

export async function takeFiles(trx: Transaction, ids: string[], messageId: string): Promise<void> {
  await trx<FileRow>('files').whereIn('id', ids).update({ message_id: messageId });
}

export async function moveFiles(trx: Transaction, { from, to }: { from: string; to: string }): Promise<void> {
  await trx<FileRow>('files').where({ contact_id: from }).update({ contact_id: to });
}

export async function countUnsent(db: Queries, contactId: string, uploader: Uploader): Promise<number> {
  const row = await db('files')
    .where({ contact_id: contactId, uploader })
    .whereNull('message_id')
    .count({ count: '*' })
    .first();
  return Number(row?.count ?? 0);
}

/** Removes what no message has taken; its bytes follow. */
export async function removeUnsent(trx: Transaction, before: string): Promise<number> {
  return trx('files').whereNull('message_id').where('created_at', '<', before).delete();
}

export async function removeFile(trx: Transaction, id: string): Promise<void> {
  await trx('files').where({ id }).delete();
}

/** Ids of files whose rows are gone and whose bytes may still lie there. */
export async function readRemovals(db: Queries, limit: number): Promise<string[]> {
  return db('file_removals').limit(limit).pluck('id');
}

export async function settleRemovals(trx: Transaction, ids: string[]): Promise<void> {
  await trx('file_removals').whereIn('id', ids).delete();
}

export async function knownIds(db: Queries, ids: string[]): Promise<Set<string>> {
  return new Set<string>(await db('files').whereIn('id', ids).pluck('id'));
}
