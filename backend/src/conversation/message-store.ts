import type {
  Block,
  Citation,
  Feedback,
  FormAnswer,
  Message,
  MessageStatus,
  Pick,
  Role,
} from '@agent-chat/sdk/protocol';
import type { Queries, Transaction } from '../store/database.ts';
import { reindexMessage } from './message-search-store.ts';

/** What a visitor's message asks for besides its text. */
export interface MessageAction {
  pick?: Pick;
  form?: FormAnswer;
  scenario?: string;
}

export interface MessageRow {
  position: number;
  id: string;
  conversation_id: string;
  seq: number;
  role: Role;
  author_name: string;
  channel: string;
  text: string;
  blocks: string | null;
  citations: string | null;
  reply_to: string | null;
  client_id: string | null;
  external_id: string | null;
  action: string | null;
  status: MessageStatus;
  created_at: string;
  edited_at: string | null;
  /** Of the table `feedback`, where it was asked for. */
  feedback?: Feedback | null;
}

export type NewMessage = Omit<Message, 'editedAt' | 'feedback'> & { externalId?: string; action?: MessageAction };

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    role: row.role,
    author: { name: row.author_name },
    channel: row.channel,
    text: row.text,
    blocks: row.blocks ? (JSON.parse(row.blocks) as Block[]) : [],
    ...(row.citations && { citations: JSON.parse(row.citations) as Citation[] }),
    ...(row.reply_to && { replyTo: row.reply_to }),
    ...(row.client_id && { clientId: row.client_id }),
    status: row.status,
    createdAt: row.created_at,
    ...(row.edited_at && { editedAt: row.edited_at }),
    ...(row.feedback && { feedback: row.feedback }),
  };
}

/** JSON; null when it asks for nothing. */
export function storedAction({ pick, form, scenario }: MessageAction = {}): string | null {
  return pick || form || scenario ? JSON.stringify({ pick, form, scenario }) : null;
}

export function actionOf(row: { action: string | null }): MessageAction {
  return row.action ? (JSON.parse(row.action) as MessageAction) : {};
}

/** One multi-row insert. */
export async function insertMessages(trx: Transaction, messages: NewMessage[]): Promise<void> {
  if (messages.length > 0) await trx('messages').insert(messages.map(toRow));
}

function toRow(message: NewMessage): Omit<MessageRow, 'position' | 'edited_at' | 'feedback'> {
  return {
    id: message.id,
    conversation_id: message.conversationId,
    seq: message.seq,
    role: message.role,
    author_name: message.author.name,
    channel: message.channel,
    text: message.text,
    blocks: message.blocks.length > 0 ? JSON.stringify(message.blocks) : null,
    citations: message.citations?.length ? JSON.stringify(message.citations) : null,
    reply_to: message.replyTo ?? null,
    client_id: message.clientId ?? null,
    external_id: message.externalId ?? null,
    action: storedAction(message.action),
    status: message.status,
    created_at: message.createdAt,
  };
}

/** The rows that earlier receives of the same keys made. The indexes are partial: without `is not null` they would not be used. */
export async function findRepeats(
  db: Queries,
  keys: {
    clientIds: [conversationId: string, clientId: string][];
    externalIds: [channel: string, externalId: string][];
  },
): Promise<MessageRow[]> {
  const [byClient, byExternal] = await Promise.all([
    keys.clientIds.length > 0
      ? db<MessageRow>('messages').whereIn(['conversation_id', 'client_id'], keys.clientIds).whereNotNull('client_id')
      : [],
    keys.externalIds.length > 0
      ? db<MessageRow>('messages').whereIn(['channel', 'external_id'], keys.externalIds).whereNotNull('external_id')
      : [],
  ]);
  return [...byClient, ...byExternal];
}

/** What was said for this on its channel, see `Draft.externalId`. */
export async function findSaidFor(db: Queries, channel: string, externalId: string): Promise<Message | undefined> {
  const [row] = await findRepeats(db, { clientIds: [], externalIds: [[channel, externalId]] });
  return row && toMessage(row);
}

export interface HistoryRange {
  beforeSeq?: number;
  afterSeq?: number;
  limit: number;
}

/** Ascending by `seq`: the first after `afterSeq`, or the last before `beforeSeq`, or the last of all. */
export async function readHistory(db: Queries, conversationId: string, range: HistoryRange): Promise<Message[]> {
  const query = rated(db).where('conversation_id', conversationId).limit(range.limit);
  if (range.afterSeq !== undefined) {
    return (await query.where('seq', '>', range.afterSeq).orderBy('seq')).map(toMessage);
  }
  if (range.beforeSeq !== undefined) query.where('seq', '<', range.beforeSeq);
  return (await query.orderBy('seq', 'desc')).reverse().map(toMessage);
}

/** Messages, with what the visitor thinks of each. */
function rated(db: Queries) {
  const rating = db.raw<Feedback | null>('(select rating from feedback where message_id = messages.id) as feedback');
  return db<MessageRow>('messages').select<MessageRow[]>('messages.*', rating);
}

/** What the visitor said after `afterSeq`, oldest first. */
export async function readUnanswered(db: Queries, conversationId: string, afterSeq: number): Promise<MessageRow[]> {
  return db<MessageRow>('messages')
    .where({ conversation_id: conversationId, role: 'visitor' })
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(50);
}

export async function findMessage(db: Queries, id: string): Promise<Message | undefined> {
  const [row] = await rated(db).where({ id });
  return row && toMessage(row);
}

/** Where these messages stand in the conversation; those of others are left out. */
export async function seqsOf(db: Queries, conversationId: string, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db<MessageRow>('messages')
    .whereIn('id', ids)
    .where('conversation_id', conversationId)
    .select('id', 'seq');
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

export async function setBlocks(trx: Transaction, id: string, blocks: Block[]): Promise<void> {
  await trx<MessageRow>('messages')
    .where({ id })
    .update({ blocks: JSON.stringify(blocks) });
}

export async function replaceText(
  trx: Transaction,
  id: string,
  content: { text: string; blocks: Block[] },
  at: string,
): Promise<Message> {
  const changes = { text: content.text, blocks: JSON.stringify(content.blocks), edited_at: at };
  const [row] = (await trx<MessageRow>('messages').where({ id }).update(changes).returning('*')) as [MessageRow];
  await reindexMessage(trx, row.position, row.text);
  return toMessage(row);
}

/** The last message of the agent. */
export async function lastAnswer(db: Queries, conversationId: string): Promise<Message | undefined> {
  const row = await db<MessageRow>('messages')
    .where({ conversation_id: conversationId, role: 'agent' })
    .orderBy('seq', 'desc')
    .first();
  return row && toMessage(row);
}
