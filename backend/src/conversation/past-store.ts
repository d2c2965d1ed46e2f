import type { ConversationSummary } from '@agent-chat/sdk/protocol';
import type { Knex } from 'knex';
import type { Queries } from '../store/database.ts';
import { toRating } from './rating-store.ts';

interface PastRow {
  id: string;
  status: ConversationSummary['status'];
  first: string;
  last: string;
  created_at: string;
  updated_at: string;
  rating: number | null;
  comment: string | null;
}

export interface PastQuery {
  siteId: string;
  contactId: string;
  /** The last conversation of the page before. */
  before?: string;
  limit: number;
}

const PREVIEW = 160;

/** The contact's own conversations in which he said something, newest first, by keyset. */
export async function listPast(
  db: Queries,
  { siteId, contactId, before, limit }: PastQuery,
): Promise<{ conversations: ConversationSummary[]; hasMore: boolean }> {
  const query = db('conversations as c')
    .leftJoin('ratings as r', (on) => on.on('r.conversation_id', 'c.id').andOn('r.closed_seq', 'c.closed_seq'))
    .where({ 'c.contact_id': contactId, 'c.site_id': siteId })
    .whereExists(said(db).where('m.role', 'visitor'))
    .orderBy([
      { column: 'c.updated_at', order: 'desc' },
      { column: 'c.id', order: 'desc' },
    ])
    .limit(limit + 1)
    .select('c.id', 'c.status', 'c.created_at', 'c.updated_at', 'r.rating', 'r.comment')
    .select({
      first: words(said(db).where('m.role', 'visitor').orderBy('m.seq')),
      last: words(said(db).whereNot('m.role', 'system').orderBy('m.seq', 'desc')),
    });
  if (before !== undefined) {
    const place = db('conversations').where({ id: before, contact_id: contactId }).select('updated_at', 'id');
    query.whereRaw('(c.updated_at, c.id) < ?', [place]);
  }
  const rows: PastRow[] = await query;
  return { conversations: rows.slice(0, limit).map(toSummary), hasMore: rows.length > limit };
}

function said(db: Queries): Knex.QueryBuilder {
  return db('messages as m').whereRaw('m.conversation_id = c.id').select('m.text');
}

function words(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .clearSelect()
    .select(query.client.raw('substr(m.text, 1, ?)', [PREVIEW]))
    .limit(1);
}

function toSummary({ rating, comment, ...row }: PastRow): ConversationSummary {
  return {
    id: row.id,
    status: row.status,
    first: row.first,
    last: row.last,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(rating !== null && { rating: toRating({ rating, comment }) }),
  };
}
