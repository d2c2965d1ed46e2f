import type { Queries, Transaction } from '../store/database.ts';

export interface LinkRow {
  token_hash: string;
  conversation_id: string;
  channel: string;
  expires_at: number;
  used_at: string | null;
  created_at: string;
}

export async function insertLink(trx: Transaction, link: LinkRow): Promise<void> {
  await trx('links').insert(link);
}

export async function findLink(db: Queries, tokenHash: string): Promise<LinkRow | undefined> {
  return db<LinkRow>('links').where({ token_hash: tokenHash }).first();
}

/** True for the one caller that used it first, in time. */
export async function useLink(trx: Transaction, tokenHash: string, now: { ms: number; at: string }): Promise<boolean> {
  const changed = await trx('links')
    .where({ token_hash: tokenHash })
    .whereNull('used_at')
    .where('expires_at', '>', now.ms)
    .update({ used_at: now.at });
  return changed === 1;
}

/** Links made before; only the newest of a conversation and channel stays good. */
export async function revokeLinks(trx: Transaction, conversationId: string, channel: string): Promise<void> {
  await trx('links').where({ conversation_id: conversationId, channel }).whereNull('used_at').delete();
}
