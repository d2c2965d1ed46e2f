import type { Message } from '@agent-chat/sdk/protocol';
import type { Queries, Transaction } from '../store/database.ts';
import type { AddressRow } from './address-store.ts';
import { toMessage, type MessageRow } from './message-store.ts';

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed';

/** One message owed to one address. */
export interface Delivery {
  position: number;
  message: Message;
  addressId: string;
  silent: boolean;
  attempts: number;
  /** It was being sent when the process ended, or the outcome of the send is not known. */
  ambiguous: boolean;
}

/** Owes each message to each address of its conversation but the one it came from; silent where the person did not write last. */
export async function owe(
  trx: Transaction,
  messages: Message[],
  addresses: AddressRow[],
  lastChannel: (message: Message) => string,
): Promise<number> {
  const rows = messages.flatMap((message) =>
    addresses
      .filter((address) => address.conversation_id === message.conversationId && !cameFrom(message, address))
      .map((address) => ({
        address_id: address.id,
        message_id: message.id,
        state: 'queued',
        silent: address.channel !== lastChannel(message),
        created_at: message.createdAt,
      })),
  );
  // What an address was owed before, it has: a person who comes back finds it in his chat.
  if (rows.length > 0) await trx('deliveries').insert(rows).onConflict(['address_id', 'message_id']).ignore();
  return rows.length;
}

function cameFrom(message: Message, address: AddressRow): boolean {
  return message.role === 'visitor' && message.channel === address.channel;
}

/** As the partial index `deliveries_owed` says it: with bound values SQLite would not use it. */
const IS_OWED = `state in ('queued', 'sending')`;

interface OwedRow extends MessageRow {
  delivery_position: number;
  address_id: string;
  delivery_state: DeliveryState;
  silent: number;
  attempts: number;
}

/** The oldest delivery of each address that is due, so that order per address holds. */
export async function nextDeliveries(db: Queries, now: number, limit: number): Promise<Delivery[]> {
  const rows: OwedRow[] = await db('deliveries as d')
    .join('messages as m', 'm.id', 'd.message_id')
    .whereIn('d.position', (heads) => heads.from('deliveries').whereRaw(IS_OWED).groupBy('address_id').min('position'))
    .where('d.next_at', '<=', now)
    .orderBy('d.position')
    .limit(limit)
    .select(
      'm.*',
      { delivery_position: 'd.position', delivery_state: 'd.state' },
      'd.address_id',
      'd.silent',
      'd.attempts',
    );
  return rows.map((row) => ({
    position: row.delivery_position,
    message: toMessage(row),
    addressId: row.address_id,
    silent: Boolean(row.silent),
    attempts: row.attempts,
    ambiguous: row.delivery_state === 'sending',
  }));
}

/** When the next one that has to wait is due; milliseconds since the epoch. */
export async function nextDueAt(db: Queries, now: number): Promise<number | undefined> {
  const row = await db('deliveries').whereRaw(IS_OWED).where('next_at', '>', now).min({ at: 'next_at' }).first();
  return row?.at ? Number(row.at) : undefined;
}

export async function markSending(trx: Transaction, positions: number[]): Promise<void> {
  await trx('deliveries').whereIn('position', positions).update({ state: 'sending' }).increment('attempts', 1);
}

export interface DeliveryOutcome {
  state: DeliveryState;
  nextAt?: number;
  externalId?: string;
  reason?: string;
}

export async function settleDelivery(
  trx: Transaction,
  position: number,
  outcome: DeliveryOutcome,
  at: string,
): Promise<void> {
  await trx('deliveries')
    .where({ position })
    .update({
      state: outcome.state,
      next_at: outcome.nextAt ?? 0,
      external_id: outcome.externalId ?? null,
      reason: outcome.reason ?? null,
      sent_at: outcome.state === 'sent' ? at : null,
    });
}
