import type { Conversation, Handler } from '@agent-chat/sdk/protocol';
import { createId } from '../id.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';
import type { LanguageReason } from './language-reason.ts';

export interface ConversationRow {
  id: string;
  site_id: string;
  contact_id: string;
  status: 'open' | 'closed';
  handler: Handler;
  locale: string;
  language_reason: LanguageReason;
  /** Another language was offered to the visitor, who wrote in it. */
  language_offered: boolean | number;
  last_channel: string;
  last_seq: number;
  answered_seq: number;
  visitor_read_seq: number;
  operator_read_seq: number;
  wants_operator: boolean | number;
  /** The last `seq` when it was closed last; 0 when it never was. */
  closed_seq: number;
  /** When it was begun, or taken up again. */
  current_since: string;
  created_at: string;
  updated_at: string;
}

export interface NewConversation {
  siteId: string;
  contactId: string;
  locale: string;
  languageReason: LanguageReason;
  channel: string;
  at: string;
}

export async function insertConversation(trx: Transaction, conversation: NewConversation): Promise<ConversationRow> {
  const [row] = await trx<ConversationRow>('conversations')
    .insert({
      id: createId(),
      site_id: conversation.siteId,
      contact_id: conversation.contactId,
      locale: conversation.locale,
      language_reason: conversation.languageReason,
      last_channel: conversation.channel,
      current_since: conversation.at,
      created_at: conversation.at,
      updated_at: conversation.at,
    })
    .returning('*');
  return row as ConversationRow;
}

export async function findConversation(db: Queries, id: string): Promise<ConversationRow | undefined> {
  return db<ConversationRow>('conversations').where({ id }).first();
}

const CONVERSATION_AT = `
  select c.* from addresses a join conversations c on c.id = a.conversation_id where a.channel = ? and a.external_id = ?`;

/** The conversation behind a channel's address. */
export async function conversationAt(
  { rows }: Pick<Database, 'rows'>,
  { channel, externalId }: { channel: string; externalId: string },
): Promise<ConversationRow | undefined> {
  const [row] = await rows<ConversationRow>({ sql: CONVERSATION_AT, values: [channel, externalId] });
  return row;
}

/** The conversation that the contact is in on this site: the one that he began or took up again last, be it closed. */
export async function latestConversation(
  db: Queries,
  siteId: string,
  contactId: string,
): Promise<ConversationRow | undefined> {
  return db<ConversationRow>('conversations')
    .where({ site_id: siteId, contact_id: contactId })
    .orderBy('current_since', 'desc')
    .orderBy('id', 'desc')
    .first();
}

export async function updateConversation(
  trx: Transaction,
  id: string,
  changes: Partial<ConversationRow>,
): Promise<ConversationRow> {
  const [row] = await trx<ConversationRow>('conversations').where({ id }).update(changes).returning('*');
  return row as ConversationRow;
}

/** False when so much had been read before, or was never said. */
export async function markRead(
  trx: Transaction,
  id: string,
  by: 'visitor' | 'operator',
  seq: number,
): Promise<boolean> {
  const column = by === 'visitor' ? 'visitor_read_seq' : 'operator_read_seq';
  const unread = trx('conversations').where({ id }).where(column, '<', seq).where('last_seq', '>=', seq);
  return (await unread.update({ [column]: seq })) === 1;
}

export function toConversation(
  row: ConversationRow,
  { channels, scenario, verified, rating }: Pick<Conversation, 'channels' | 'scenario' | 'verified' | 'rating'>,
): Conversation {
  return {
    id: row.id,
    status: row.status,
    handler: row.handler,
    locale: row.locale,
    lastSeq: row.last_seq,
    ...(scenario && { scenario }),
    channels,
    deliveredSeq: Math.max(row.answered_seq, row.operator_read_seq),
    readSeq: { visitor: row.visitor_read_seq, operator: row.operator_read_seq, agent: row.answered_seq },
    ...(rating && { rating }),
    ...(verified && { verified }),
    ...(row.wants_operator && { wantsOperator: true }),
  };
}
