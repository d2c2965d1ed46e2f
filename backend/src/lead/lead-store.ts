import type { Knex } from 'knex';
import { createId } from '../id.ts';
import type { Queries, Transaction } from '../store/database.ts';
import { decodeCursor, encodeCursor } from './lead-cursor.ts';
import { leadDetailsOf, leadOf, toRow, type LeadFieldRow, type LeadRow } from './lead-row.ts';
import { indexLead, whereFound } from './lead-search-store.ts';
import type { Lead, LeadDetails, LeadStatus, NewLead } from './lead.ts';

export interface LeadFilter {
  siteId?: string;
  status?: LeadStatus;
  channel?: string;
  /** ISO 8601: made at or after. */
  from?: string;
  /** ISO 8601: made before. */
  to?: string;
}

export const leadSorts = ['createdAt', 'updatedAt', 'name', 'status', 'channel'] as const;

export interface LeadSort {
  by: (typeof leadSorts)[number];
  direction: 'asc' | 'desc';
}

export interface LeadQuery {
  /** Words that name, phone, mail address or need must contain. */
  search?: string;
  filter?: LeadFilter;
  /** By default the newest first. */
  sort?: LeadSort;
  /** `nextCursor` of the page before, of the same query. */
  cursor?: string;
  /** 1–200, by default 50. */
  limit?: number;
}

export interface LeadPage {
  leads: Lead[];
  nextCursor?: string;
  /** Of all pages. */
  total: number;
}

const columns = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  name: 'name_key',
  status: 'status',
  channel: 'channel',
} as const;
const NEWEST_FIRST: LeadSort = { by: 'createdAt', direction: 'desc' };

/** Stores a lead and returns its id. The same run captured again changes its lead and makes no second one. */
export async function capture(trx: Transaction, lead: NewLead): Promise<string> {
  const now = new Date().toISOString();
  const known =
    lead.runId === undefined
      ? undefined
      : await trx<LeadRow>('leads').where('run_id', lead.runId).first('id', 'created_at');
  const id = known?.id ?? createId();
  const row = { ...toRow(lead), id, created_at: known?.created_at ?? now, updated_at: now };
  const [stored] = await trx<LeadRow>('leads').insert(row).onConflict('id').merge().returning('position');
  await indexLead(trx, stored!.position, lead);
  await trx('lead_fields').where('lead_id', id).delete();
  const fields = lead.fields.map(({ key, label, value, messageId }, rank) => ({
    lead_id: id,
    key,
    rank,
    label,
    value,
    message_id: messageId,
  }));
  if (fields.length > 0) await trx('lead_fields').insert(fields);
  return id;
}

/** One page by keyset: its cost does not grow with how far one has paged. */
export async function listLeads(db: Queries, query: LeadQuery): Promise<LeadPage> {
  const { sort = NEWEST_FIRST, limit = 50 } = query;
  const column = columns[sort.by];
  const size = Math.min(Math.max(Math.trunc(limit) || 1, 1), 200);
  const page = matching(db, query)
    .orderBy([
      { column, order: sort.direction },
      { column: 'position', order: sort.direction },
    ])
    .limit(size + 1);
  if (query.cursor !== undefined) {
    const { value, position } = decodeCursor(query.cursor);
    page.whereRaw(`(??, position) ${sort.direction === 'asc' ? '>' : '<'} (?, ?)`, [column, value, position]);
  }
  const [rows, [counted]] = await Promise.all([page as Promise<LeadRow[]>, matching(db, query).count({ total: '*' })]);
  const last = rows.length > size ? rows[size - 1] : undefined;
  const nextCursor = last && encodeCursor({ value: last[column], position: last.position });
  return { leads: rows.slice(0, size).map(leadOf), nextCursor, total: Number(counted.total) };
}

export async function getLead(db: Queries, id: string): Promise<LeadDetails | undefined> {
  const row = await db<LeadRow>('leads').where({ id }).first();
  if (!row) return undefined;
  const fields = await db<LeadFieldRow>('lead_fields').where('lead_id', id).orderBy('rank');
  return leadDetailsOf(row, fields);
}

/** False when there is no such lead. */
export async function setStatus(db: Queries, id: string, status: LeadStatus): Promise<boolean> {
  const changed = await db<LeadRow>('leads').where({ id }).update({ status, updated_at: new Date().toISOString() });
  return changed > 0;
}

/** At 2,000 a page held the event loop for 160–500 ms while its rows came over from the reader's thread; at 500 for about 20. */
const PAGE = 500;

/** Every matching lead with its fields, in pages by position: each a short read of its own, so that nothing waits for a long one. */
export async function* eachLead(
  db: Queries,
  query: Pick<LeadQuery, 'search' | 'filter'>,
): AsyncGenerator<LeadDetails[]> {
  let after = 0;
  while (true) {
    const rows: LeadRow[] = await matching(db, query).where('position', '>', after).orderBy('position').limit(PAGE);
    if (rows.length === 0) return;
    yield await withFields(db, rows);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.position;
  }
}

async function withFields(db: Queries, rows: LeadRow[]): Promise<LeadDetails[]> {
  const ids = rows.map(({ id }) => id);
  const fields = await db<LeadFieldRow>('lead_fields').whereIn('lead_id', ids).orderBy(['lead_id', 'rank']);
  const byLead = Map.groupBy(fields, ({ lead_id }) => lead_id);
  return rows.map((row) => leadDetailsOf(row, byLead.get(row.id) ?? []));
}

function matching(db: Queries, { search = '', filter = {} }: Pick<LeadQuery, 'search' | 'filter'>): Knex.QueryBuilder {
  const query = db('leads');
  const { siteId, status, channel, from, to } = filter;
  if (siteId !== undefined) query.where('site_id', siteId);
  if (status !== undefined) query.where('status', status);
  if (channel !== undefined) query.where('channel', channel);
  if (from !== undefined) query.where('created_at', '>=', from);
  if (to !== undefined) query.where('created_at', '<', to);
  if (search.trim() !== '') whereFound(db, query, search);
  return query;
}
