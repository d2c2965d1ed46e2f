import type { Knex } from 'knex';
import type { Queries, Transaction } from '../store/database.ts';
import { containing, foldText, searchWords, whereContains } from '../store/trigram-search.ts';

/** More finds of a word tell nobody anything; the newest are taken. */
const MOST_FOUND = 20_000;

/** Enters the oldest messages that are not in the index yet, at most `limit`. Answers whether there were any. */
export async function indexMessages(trx: Transaction, limit: number): Promise<boolean> {
  const rows: { position: number; text: string }[] = await trx('messages')
    .where('position', '>', await lastIndexed(trx))
    .orderBy('position')
    .limit(limit)
    .select('position', 'text');
  if (rows.length === 0) return false;
  await trx('messages_search').insert(
    rows.map(({ position, text }) => ({ rowid: position, content: searchable(text) })),
  );
  return true;
}

export async function hasUnindexed(db: Queries): Promise<boolean> {
  return (
    (await db('messages')
      .where('position', '>', await lastIndexed(db))
      .first('position')) !== undefined
  );
}

/** A text that was changed; one that is not in the index yet comes there by itself. */
export async function reindexMessage(trx: Transaction, position: number, text: string): Promise<void> {
  await trx('messages_search')
    .where('rowid', position)
    .update({ content: searchable(text) });
}

/** The words of a search; what looks like a number is one, whatever signs stand between its digits. */
export function wordsOf(search: string): string[] {
  const number = search.trim().match(WHOLE_PHONE)?.[0].replace(/\D/g, '');
  return number ? [number] : searchWords(search);
}

/** Conversations in which one message contains every word. What is not in the index yet is read through, so nothing is found late. */
export function conversationsSaying(db: Queries, words: string[]): Knex.QueryBuilder {
  const indexed = db('messages_search').select('rowid').orderBy('rowid', 'desc').limit(MOST_FOUND);
  whereContains(indexed, 'messages_search', words);
  return db('messages')
    .whereIn('position', indexed)
    .orWhere((fresh) => {
      fresh.whereRaw('position > ?', [newestIndexed(db)]);
      for (const word of words) whereSpelled(fresh, 'text', word);
    })
    .select('conversation_id');
}

/** For texts without an index. SQLite's LIKE knows the case of Latin letters only; any letter is good for `ё`, which words have lost. */
export function whereSpelled(query: Knex.QueryBuilder, column: string, word: string): void {
  const spellings = [...new Set([word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)])];
  query.where((either) => {
    for (const spelling of spellings) {
      either.orWhereRaw(`?? like ? escape '\\'`, [column, containing(spelling).replace(/е/gi, '_')]);
    }
  });
}

async function lastIndexed(db: Queries): Promise<number> {
  const [row] = await newestIndexed(db);
  return row?.position ?? 0;
}

function newestIndexed(db: Queries): Knex.QueryBuilder {
  return db.select({ position: db.raw('coalesce(max(id), 0)') }).from('messages_search_content');
}

const PHONE = /\d[\d\s().-]{4,}\d/g;
const WHOLE_PHONE = /^\+?[\d\s().-]{6,}$/;

/** Numbers are found with and without the signs and spaces in them. */
function searchable(text: string): string {
  const numbers = text.match(PHONE)?.map((number) => number.replace(/\D/g, '')) ?? [];
  return foldText([text, ...numbers].join('\n'));
}
