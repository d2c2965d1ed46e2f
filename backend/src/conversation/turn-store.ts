import { createId } from '../id.ts';
import type { Queries, Transaction } from '../store/database.ts';
import type { ConversationRow } from './conversation-store.ts';
import type { MessageRow } from './message-store.ts';

export interface TurnRow {
  id: string;
  conversation_id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  lease_owner: string | null;
  lease_until: number | null;
  attempts: number;
  error: string | null;
  created_at: string;
  finished_at: string | null;
}

/** At most one waits in a conversation: what is said meanwhile joins it. */
export async function queueTurn(trx: Transaction, conversationId: string, at: string): Promise<void> {
  const row = { id: createId(), conversation_id: conversationId, state: 'queued', created_at: at };
  await trx('turns').insert(row).onConflict().ignore();
}

export interface Lease {
  owner: string;
  /** Milliseconds since the epoch. */
  until: number;
  now: number;
}

/** What a runner that has room offers: turns of what is received now are its own from the start. */
export interface TurnOffer {
  owner: string;
  /** Milliseconds since the epoch. */
  until: number;
  /** So many turns. */
  room: number;
}

/** A turn that was taken as it was made, with what was read in the same transaction. */
export interface TakenTurn {
  turn: TurnRow;
  conversation: ConversationRow;
  /** What is to be answered, oldest first. */
  said: MessageRow[];
}

/** Takes up to `limit` turns: those that wait in a conversation where none runs, and those whose lease has run out. */
export async function claimTurns(trx: Transaction, lease: Lease, limit: number): Promise<TurnRow[]> {
  const free = trx('turns as t')
    .where((either) =>
      either
        .where((waiting) =>
          waiting
            .where('t.state', 'queued')
            .whereNotExists(
              trx('turns as r').whereRaw('r.conversation_id = t.conversation_id').where('r.state', 'running'),
            ),
        )
        .orWhere((expired) => expired.where('t.state', 'running').where('t.lease_until', '<', lease.now)),
    )
    .orderBy('t.created_at')
    .limit(limit)
    .select('t.id');
  return trx<TurnRow>('turns')
    .whereIn('id', free)
    .update({
      state: 'running',
      lease_owner: lease.owner,
      lease_until: lease.until,
      attempts: trx.raw('attempts + 1') as never,
    })
    .returning('*');
}

/** Only of the turns that are really being worked on: one whose end could not be stored must run out, to be taken up again. */
export async function extendLeases(trx: Transaction, turnIds: string[], lease: Omit<Lease, 'now'>): Promise<void> {
  await trx('turns')
    .whereIn('id', turnIds)
    .where({ state: 'running', lease_owner: lease.owner })
    .update({ lease_until: lease.until });
}

/** Gives running turns back to whoever comes next; one that waits in the same conversation takes their place. */
export async function releaseTurns(trx: Transaction, which: { owner: string } | 'all'): Promise<void> {
  const running = trx('turns').where('state', 'running');
  if (which !== 'all') running.where('lease_owner', which.owner);
  const waiting = trx('turns as w').where('w.state', 'queued').select('w.conversation_id');
  await running.clone().whereIn('conversation_id', waiting).delete();
  // Handed back on purpose, a claim is no failed attempt; left behind by a crash, it is.
  const attempts = which === 'all' ? trx.ref('attempts') : trx.raw('attempts - 1');
  await running.update({ state: 'queued', lease_owner: null, lease_until: null, attempts: attempts as never });
}

/** False when the lease was lost: then nothing of the turn may be stored. */
export async function finishTurn(
  trx: Transaction,
  turn: TurnRow,
  end: { state: 'done' | 'failed'; error?: string; at: string },
): Promise<boolean> {
  const changed = await trx('turns')
    .where({ id: turn.id, state: 'running', lease_owner: turn.lease_owner })
    .update({ state: end.state, error: end.error ?? null, finished_at: end.at, lease_until: null });
  return changed === 1;
}

/** Whether an answer is being made right now. */
export async function isAnswering(db: Queries, conversationId: string): Promise<boolean> {
  return (await db('turns').where({ conversation_id: conversationId, state: 'running' }).first('id')) !== undefined;
}

export async function dropWaitingTurn(trx: Transaction, conversationId: string): Promise<void> {
  await trx('turns').where({ conversation_id: conversationId, state: 'queued' }).delete();
}

export async function countOpenTurns(db: Queries): Promise<number> {
  const [row] = await db('turns').whereIn('state', ['queued', 'running']).count({ count: '*' });
  return Number(row?.count ?? 0);
}
