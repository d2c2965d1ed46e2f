import { createId } from '../id.ts';
import type { Transaction } from '../store/database.ts';
import { addressesOf } from './address-store.ts';
import { updateConversation, type ConversationRow } from './conversation-store.ts';
import { owe } from './delivery-store.ts';
import { readUnanswered, toMessage, type MessageRow } from './message-store.ts';
import type { Published } from './publish.ts';
import { dropWaitingTurn, queueTurn } from './turn-store.ts';

/** What was said longer ago may be of somebody else who used the same browser. */
const JUST_NOW_MS = 30 * 60_000;
const MOST = 50;

export interface Carried extends Published {
  /** Something of it waits to be answered. */
  queued: boolean;
}

/**
 * What an anonymous visitor said just now goes along into the conversation of the user he turned out to be, and his own is closed. Undefined where
 * that is not safe or there is nothing: it is linked to another channel, an operator speaks in it, or it is older. Then it stays as it is.
 */
export async function carryOver(
  trx: Transaction,
  from: ConversationRow,
  to: ConversationRow,
): Promise<Carried | undefined> {
  if (from.status !== 'open' || from.handler !== 'agent' || (await addressesOf(trx, [from.id])).length > 0)
    return undefined;
  const rows = await saidJustNow(trx, from.id);
  const isIdle = (await readUnanswered(trx, to.id, to.answered_seq)).length === 0;
  const at = new Date().toISOString();
  const copies = rows.map((row, index) => copyOf(row, { id: to.id, seq: to.last_seq + 1 + index }));
  if (copies.length > 0) await trx('messages').insert(copies);
  await dropWaitingTurn(trx, from.id);
  await updateConversation(trx, from.id, { status: 'closed' });

  const waits = rows.findIndex(({ role, seq }) => role === 'visitor' && seq > from.answered_seq);
  const answered = to.last_seq + (waits < 0 ? copies.length : waits);
  const conversation = await updateConversation(trx, to.id, {
    last_seq: to.last_seq + copies.length,
    updated_at: at,
    ...(isIdle && { answered_seq: answered }),
  });
  const queued = waits >= 0 && to.handler === 'agent';
  if (queued) await queueTurn(trx, to.id, at);
  const messages = copies.map((copy) => toMessage({ ...copy, position: 0 }));
  const addresses = await addressesOf(trx, [to.id]);
  const owed = addresses.length > 0 ? await owe(trx, messages, addresses, () => from.last_channel) : 0;
  return { messages, owed, conversation, queued };
}

/** From the visitor's first words on; notices are about the conversation that they stand in. */
async function saidJustNow(trx: Transaction, conversationId: string): Promise<MessageRow[]> {
  const since = new Date(Date.now() - JUST_NOW_MS).toISOString();
  const rows = await trx<MessageRow>('messages')
    .where({ conversation_id: conversationId })
    .where('created_at', '>=', since)
    .orderBy('seq', 'desc')
    .limit(MOST);
  const said = rows.reverse().filter(({ role }) => role !== 'system');
  const first = said.findIndex(({ role }) => role === 'visitor');
  return first < 0 ? [] : said.slice(first);
}

/** With its client id, so that a repeat of what was not acknowledged is known here too. */
function copyOf({ position: _, ...row }: MessageRow, place: { id: string; seq: number }): Omit<MessageRow, 'position'> {
  return { ...row, id: createId(), conversation_id: place.id, seq: place.seq, reply_to: null, external_id: null };
}
