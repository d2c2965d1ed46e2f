import type { PageEvent } from '@agent-chat/sdk/protocol';
import type { Database, Transaction } from '../store/database.ts';

/** Older ones make room. */
export const MOST_EVENTS = 20;

interface PageEventRow {
  position: number;
  conversation_id: string;
  name: string;
  data: string | null;
  created_at: string;
}

export async function addPageEvent(trx: Transaction, conversationId: string, event: PageEvent): Promise<void> {
  const { name, data, at } = event;
  await trx<PageEventRow>('page_events').insert({
    ...{ conversation_id: conversationId, name, created_at: at },
    data: data === undefined ? null : JSON.stringify(data),
  });
  const own = trx<PageEventRow>('page_events').where({ conversation_id: conversationId });
  const last = own.clone().orderBy('position', 'desc').limit(1).offset(MOST_EVENTS).select('position');
  await own.where('position', '<=', last).delete();
}

/** Oldest first. */
export async function readPageEvents(
  { rows: read }: Pick<Database, 'rows'>,
  conversationId: string,
): Promise<PageEvent[]> {
  const sql = 'select name, data, created_at from page_events where conversation_id = ? order by position';
  const rows = await read<PageEventRow>({ sql, values: [conversationId] });
  return rows.map(({ name, data, created_at: at }) => ({
    name,
    ...(data !== null && { data: JSON.parse(data) as unknown }),
    at,
  }));
}

/** All that pages have told of a contact. */
export async function forgetPageEvents(trx: Transaction, contactId: string): Promise<void> {
  const own = trx('conversations').where({ contact_id: contactId }).select('id');
  await trx('page_events').whereIn('conversation_id', own).delete();
}
