import type { Block } from '@agent-chat/sdk/protocol';
import { fileLines } from '../conversation/attachments.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';

export interface MemoryItem {
  id: number;
  messageId: string;
  conversationId: string;
  position: number;
  role: string;
  channel: string;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  correctedAt?: string;
}

export interface NewItem {
  contactId: string;
  conversationId: string;
  messageId: string;
  position: number;
  role: string;
  channel: string;
  text: string;
  at: string;
}

/** A committed message on its way into memory. */
export interface Candidate extends NewItem {
  locale: string;
  erased: boolean;
}

interface ItemRow {
  id: number;
  message_id: string;
  conversation_id: string;
  position: number;
  role: string;
  channel: string;
  text: string;
  created_at: string;
  corrected_at?: string | null;
}

interface CandidateRow extends Omit<ItemRow, 'id'> {
  contact_id: string;
  locale: string;
  erased: number;
}

export async function readCursor(queries: Queries): Promise<number> {
  const row = await queries('memory_cursor').where({ id: 1 }).first('position');
  return row.position;
}

export async function writeCursor(trx: Transaction, position: number): Promise<void> {
  await trx('memory_cursor').where({ id: 1 }).update({ position });
}

export async function hasMessagesAfter(queries: Queries, position: number): Promise<boolean> {
  return (await queries('messages').where('position', '>', position).first('position')) !== undefined;
}

export async function readMessagesAfter(queries: Queries, position: number, limit: number): Promise<Candidate[]> {
  const rows: CandidateRow[] = await queries('messages as m')
    .join('conversations as c', 'c.id', 'm.conversation_id')
    .leftJoin('memory_erased as e', 'e.message_id', 'm.id')
    .where('m.position', '>', position)
    .orderBy('m.position')
    .limit(limit)
    .select(
      'c.contact_id',
      'c.locale',
      'm.conversation_id',
      'm.id as message_id',
      'm.position',
      'm.role',
      'm.channel',
      'm.text',
    )
    .select('m.created_at', queries.raw('e.message_id is not null as erased'));
  return rows.map((row) => ({
    ...fromRow(row),
    contactId: row.contact_id,
    locale: row.locale,
    erased: row.erased === 1,
  }));
}

/** Ids of the new items by message id; a message that is known already is left out. */
export async function insertItems(trx: Transaction, items: NewItem[]): Promise<Map<string, number>> {
  if (items.length === 0) return new Map();
  const rows: { id: number; message_id: string }[] = await trx('memory_items')
    .insert(items.map(toRow))
    .onConflict('message_id')
    .ignore()
    .returning(['id', 'message_id']);
  return new Map(rows.map(({ id, message_id }) => [message_id, id]));
}

export interface ItemPage {
  limit: number;
  /** The message of the last item of the page before. */
  before?: string;
}

/** Newest first, at most `limit`. */
export async function readItems(
  queries: Queries,
  contactId: string,
  { limit, before }: ItemPage,
): Promise<MemoryItem[]> {
  const query = queries('memory_items').where({ contact_id: contactId }).orderBy('position', 'desc').limit(limit);
  if (before !== undefined) {
    const last = queries('memory_items').where({ contact_id: contactId, message_id: before }).select('position');
    query.where('position', '<', last);
  }
  const rows: ItemRow[] = await query;
  return rows.map((row) => ({ id: row.id, ...fromRow(row) }));
}

export async function countItems(queries: Queries, contactId: string): Promise<number> {
  const row = await queries('memory_items').where({ contact_id: contactId }).count({ total: '*' }).first();
  return Number(row?.total ?? 0);
}

export async function readItemIds(queries: Queries, contactId: string, messageId?: string): Promise<number[]> {
  const query = queries('memory_items').where({ contact_id: contactId });
  return (messageId === undefined ? query : query.where({ message_id: messageId })).pluck('id');
}

/** With the language that its text is read in; undefined where there is none of the contact's. */
export async function correctItem(
  trx: Transaction,
  contactId: string,
  { messageId, text, at }: { messageId: string; text: string; at: string },
): Promise<(MemoryItem & { locale: string }) | undefined> {
  const [row]: ItemRow[] = await trx('memory_items')
    .where({ contact_id: contactId, message_id: messageId })
    .update({ text, corrected_at: at, embedder: null })
    .returning('*');
  if (!row) return undefined;
  const conversation = await trx('conversations').where({ id: row.conversation_id }).first('locale');
  return { id: row.id, ...fromRow(row), locale: conversation?.locale ?? '' };
}

export async function deleteItems(trx: Transaction, ids: number[]): Promise<void> {
  await trx('memory_items').whereIn('id', ids).delete();
}

/** Messages of the contact (one or all so far) never enter memory again, those that have not entered yet included. */
export async function markErased(trx: Transaction, contactId: string, messageId?: string): Promise<void> {
  await trx.raw(
    `insert into memory_erased (message_id)
     select m.id from messages m join conversations c on c.id = m.conversation_id
     where c.contact_id = ? and m.id = coalesce(?, m.id) on conflict do nothing`,
    [contactId, messageId ?? null],
  );
}

export interface PendingItem {
  id: number;
  text: string;
}

/** Items without any vector, newest first. */
export async function readItemsWithoutVector(queries: Queries, limit: number): Promise<PendingItem[]> {
  return queries('memory_items').whereNull('embedder').orderBy('id', 'desc').limit(limit).select('id', 'text');
}

/** Items below an id whose vector another embedder made, newest first. */
export async function readItemsOfOthers(
  queries: Queries,
  { embedderId, below, limit }: { embedderId: string; below: number; limit: number },
): Promise<PendingItem[]> {
  return queries('memory_items')
    .where('id', '<', below)
    .whereNot({ embedder: embedderId })
    .orderBy('id', 'desc')
    .limit(limit)
    .select('id', 'text');
}

/** Who owns which of these items now; erased ones are missing. */
export async function readOwners(queries: Queries, ids: number[]): Promise<Map<number, string>> {
  const rows: { id: number; contact_id: string }[] = await queries('memory_items')
    .whereIn('id', ids)
    .select('id', 'contact_id');
  return new Map(rows.map(({ id, contact_id }) => [id, contact_id]));
}

export async function markEmbedded(trx: Transaction, embedderId: string, ids: number[]): Promise<void> {
  await trx('memory_items').whereIn('id', ids).update({ embedder: embedderId });
}

/** The answers to an erased message, which may quote it: those that were stored after it was erased are not marked themselves. */
const ANSWERS_ERASED = `m.role = 'agent' and exists (
  select 1 from memory_erased where message_id = (
    select id from messages where conversation_id = m.conversation_id and seq < m.seq and role = 'visitor' order by seq desc limit 1))`;

const NEWEST_MESSAGES = `
  select m.id as messageId, m.seq, m.position, m.role, m.channel, m.text, m.blocks, m.created_at as at
  from messages m left join memory_erased e on e.message_id = m.id
  where m.conversation_id = cast(? as text) and e.message_id is null and m.role <> 'system' and not (${ANSWERS_ERASED})
  order by m.seq desc limit ?`;

/** The conversation's newest messages that were not erased from memory, with their answers, newest first. */
export async function readNewestMessages(
  { rows: read }: Pick<Database, 'rows'>,
  conversationId: string,
  limit: number,
): Promise<NewestMessage[]> {
  const rows = await read<NewestMessage & { blocks: string | null }>({
    sql: NEWEST_MESSAGES,
    values: [conversationId, limit],
  });
  return rows.map(({ blocks, ...row }) => ({ ...row, text: withFiles(row.text, blocks) }));
}

/** Files are named where they were sent, as nothing but their names is known here. */
function withFiles(text: string, blocks: string | null): string {
  return [text, blocks ? fileLines(JSON.parse(blocks) as Block[]) : ''].filter(Boolean).join('\n');
}

export interface NewestMessage {
  messageId: string;
  seq: number;
  position: number;
  role: string;
  channel: string;
  text: string;
  at: string;
}

function fromRow(row: Omit<ItemRow, 'id'>): Omit<MemoryItem, 'id'> {
  const { message_id: messageId, conversation_id: conversationId, position, role, channel, text, created_at: at } = row;
  const correctedAt = row.corrected_at ?? undefined;
  return { messageId, conversationId, position, role, channel, text, at, ...(correctedAt && { correctedAt }) };
}

function toRow(item: NewItem): Omit<ItemRow, 'id'> & { contact_id: string } {
  const { contactId, conversationId, messageId, position, role, channel, text, at } = item;
  return {
    contact_id: contactId,
    conversation_id: conversationId,
    message_id: messageId,
    position,
    role,
    channel,
    text,
    created_at: at,
  };
}
