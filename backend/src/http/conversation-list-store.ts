import type { Block, Handler, Rating, Role } from '@agent-chat/sdk/protocol';
import type { Knex } from 'knex';
import { z } from 'zod';
import { conversationsSaying, whereSpelled, wordsOf } from '../conversation/message-search-store.ts';
import { toRating } from '../conversation/rating-store.ts';
import type { Queries } from '../store/database.ts';
import { readCursor, writeCursor } from './page-cursor.ts';

/** One line of the console's list. */
export interface ConversationSummary {
  id: string;
  siteId: string;
  status: 'open' | 'closed';
  handler: Handler;
  /** The visitor has asked for a person, and none has answered yet. */
  wantsOperator: boolean;
  /** Where the person wrote last. */
  channel: string;
  contact: { id: string; name: string | null };
  lastMessage: { role: Role; author: string; text: string; createdAt: string };
  /** What the visitor said since an operator looked. */
  unread: number;
  updatedAt: string;
  /** How the visitor found it, when it was closed last. */
  rating?: Rating;
}

export interface ConversationQuery {
  search?: string;
  handler?: Handler;
  cursor?: string;
  limit: number;
}

interface SummaryRow {
  id: string;
  site_id: string;
  status: 'open' | 'closed';
  handler: Handler;
  wants_operator: boolean | number;
  last_channel: string;
  updated_at: string;
  contact_id: string;
  contact_name: string | null;
  message_role: Role;
  message_author: string;
  message_text: string;
  message_blocks: string | null;
  message_at: string;
  unread: number;
  rating: number | null;
  comment: string | null;
}

const PREVIEW = 160;
const place = z.tuple([z.string().max(40), z.string().max(64)]);

/** Newest first, by keyset. Only those in which the visitor said something: a greeting alone is nobody's conversation. */
export async function listConversations(
  db: Queries,
  query: ConversationQuery,
): Promise<{ conversations: ConversationSummary[]; nextCursor?: string }> {
  const rows: SummaryRow[] = await select(db)
    .modify((builder) => filter(builder, db, query))
    .orderBy([
      { column: 'c.updated_at', order: 'desc' },
      { column: 'c.id', order: 'desc' },
    ])
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const hasMore = rows.length > query.limit && last;
  return {
    conversations: page.map(toSummary),
    ...(hasMore && { nextCursor: writeCursor([last.updated_at, last.id]) }),
  };
}

function select(db: Queries): Knex.QueryBuilder {
  return db('conversations as c')
    .join('contacts as p', 'p.id', 'c.contact_id')
    .join('messages as m', (on) => on.on('m.conversation_id', 'c.id').andOn('m.seq', 'c.last_seq'))
    .leftJoin('ratings as r', (on) => on.on('r.conversation_id', 'c.id').andOn('r.closed_seq', 'c.closed_seq'))
    .select(
      'c.id',
      'c.site_id',
      'c.status',
      'c.handler',
      'c.wants_operator',
      'c.last_channel',
      'c.updated_at',
      'c.contact_id',
      'r.rating',
      'r.comment',
    )
    .select({
      contact_name: 'p.name',
      message_role: 'm.role',
      message_author: 'm.author_name',
      message_blocks: 'm.blocks',
      message_at: 'm.created_at',
    })
    .select(db.raw('substr(m.text, 1, ?) as message_text', [PREVIEW]))
    .select({ unread: saidByVisitor(db).whereRaw('v.seq > c.operator_read_seq').count('*') });
}

function saidByVisitor(db: Queries): Knex.QueryBuilder {
  return db('messages as v').whereRaw('v.conversation_id = c.id').where('v.role', 'visitor');
}

function filter(builder: Knex.QueryBuilder, db: Queries, { search, handler, cursor }: ConversationQuery): void {
  builder.whereExists((said) =>
    said.select('v.id').from('messages as v').whereRaw('v.conversation_id = c.id').where('v.role', 'visitor'),
  );
  if (handler) builder.where('c.handler', handler);
  const words = wordsOf(search ?? '');
  if (words.length > 0) builder.where((either) => matchWords(either, db, words));
  if (!cursor) return;
  const [at, id] = readCursor(place, cursor);
  builder.where((after) =>
    after.where('c.updated_at', '<', at).orWhere((same) => same.where('c.updated_at', at).where('c.id', '<', id)),
  );
}

/** Every word in the name, or every word in one message. */
function matchWords(builder: Knex.QueryBuilder, db: Queries, words: string[]): void {
  builder.where((named) => {
    for (const word of words) whereSpelled(named, 'p.name', word);
  });
  builder.orWhereIn('c.id', conversationsSaying(db, words));
}

/** What stands for a message that is nothing but files. */
function fileNames(blocks: string | null): string {
  const files = (blocks ? (JSON.parse(blocks) as Block[]) : []).flatMap((block) =>
    'file' in block ? [block.file.name] : [],
  );
  return files.join(', ').slice(0, PREVIEW).toWellFormed();
}

function toSummary(row: SummaryRow): ConversationSummary {
  return {
    id: row.id,
    siteId: row.site_id,
    status: row.status,
    handler: row.handler,
    wantsOperator: Boolean(row.wants_operator),
    channel: row.last_channel,
    contact: { id: row.contact_id, name: row.contact_name },
    lastMessage: {
      role: row.message_role,
      author: row.message_author,
      text: row.message_text || fileNames(row.message_blocks),
      createdAt: row.message_at,
    },
    unread: Number(row.unread),
    updatedAt: row.updated_at,
    ...(row.rating !== null && { rating: toRating({ rating: row.rating, comment: row.comment }) }),
  };
}
