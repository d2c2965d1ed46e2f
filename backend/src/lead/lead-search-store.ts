import type { Knex } from 'knex';
import type { Queries, Transaction } from '../store/database.ts';
import { foldText, searchWords, whereContains } from '../store/trigram-search.ts';
import type { NewLead } from './lead.ts';

export async function indexLead(trx: Transaction, position: number, lead: NewLead): Promise<void> {
  await trx('leads_search').where('rowid', position).delete();
  await trx('leads_search').insert({ rowid: position, content: searchable(lead) });
}

/** Narrows a query of `leads` to those that contain every word of the search. */
export function whereFound(db: Queries, query: Knex.QueryBuilder, search: string): void {
  const found = db('leads_search').select('rowid');
  whereContains(found, 'leads_search', searchWords(search));
  query.whereIn('position', found);
}

function searchable({ name, phone, email, need }: NewLead): string {
  return foldText([name, phone, email, need].filter(Boolean).join('\n'));
}
