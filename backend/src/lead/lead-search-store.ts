import type { Knex } from 'knex';
import type { Queries, Transaction } from '../store/database.ts';
import type { NewLead } from './lead.ts';

/** The trigram index finds any three letters in a row; shorter searches read the indexed texts through. SQLite only. */
const SHORTEST_INDEXED = 3;
const MOST_WORDS = 8;

/** Lower case, `ё` as `е`, no control characters: how names are searched and sorted. */
export function foldName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
}

export async function indexLead(trx: Transaction, position: number, lead: NewLead): Promise<void> {
  await trx('leads_search').where('rowid', position).delete();
  await trx('leads_search').insert({ rowid: position, content: searchable(lead) });
}

/** Narrows a query of `leads` to those that contain every word of the search. */
export function whereFound(db: Queries, query: Knex.QueryBuilder, search: string): void {
  const words = foldName(search).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const indexed = words.filter((word) => [...word].length >= SHORTEST_INDEXED);
  const found = db('leads_search').select('rowid');
  if (indexed.length > 0) found.whereRaw('leads_search match ?', [indexed.map(quoted).join(' ')]);
  for (const word of words.filter((one) => !indexed.includes(one))) {
    found.whereRaw(`content like ? escape '\\'`, [`%${word.replace(/[\\%_]/g, '\\$&')}%`]);
  }
  query.whereIn('position', found);
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

function searchable({ name, phone, email, need }: NewLead): string {
  return foldName([name, phone, email, need].filter(Boolean).join('\n'));
}
