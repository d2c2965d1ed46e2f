import { contentStems, stems } from '../embedding/stem.ts';
import type { Statement, Transaction } from '../store/database.ts';

/** More words than this make a question no clearer, only slower. */
const MOST_TERMS = 24;

/** For a contact with more texts than this, or half of all, the term costs more than it spares: ranking counts all its rows. */
const MANY_TEXTS = 20_000;

export interface TextEntry {
  id: number;
  contactId: string;
  text: string;
  /** Of the conversation: decides the language of Latin words. */
  locale: string;
}

/** Full text over stems (FTS5). The contact is a term of the index, so a search reads his rows and not everybody's. */
export async function addTexts(trx: Transaction, entries: TextEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const places = entries.map(() => '(?, ?, ?)').join(', ');
  const rows = entries.flatMap(({ id, contactId, text, locale }) => [
    id,
    ownerTerm(contactId),
    stems(text, locale).join(' '),
  ]);
  await trx.raw(`insert into memory_text (rowid, owner, stems) values ${places}`, rows);
}

export interface TextQuery {
  contactId: string;
  text: string;
  locale?: string;
}

/** The cast, because of a partial index of the items: with a bare parameter SQLite would plan it anew each time. */
const RANKED_TEXTS = `
  select rowid as id, -rank as goodness from memory_text
  where memory_text match iif(exists (
    select 1 from memory_items where contact_id = cast(? as text)
    limit 1 offset (select coalesce(min(?, max(id) / 2), 0) from memory_items)
  ), ?, ?) and owner = ?
  order by rank limit ?`;

/** The contact's texts that share words with the query, best first by BM25; undefined where it has none to go by. */
export function rankTexts({ contactId, text, locale }: TextQuery, limit: number): Statement | undefined {
  const terms = queryTerms(text, locale);
  if (terms.length === 0) return undefined;
  const words = `stems : (${terms.map((term) => `"${term}"`).join(' OR ')})`;
  const owner = ownerTerm(contactId);
  return { sql: RANKED_TEXTS, values: [contactId, MANY_TEXTS, words, `owner : ${owner} AND ${words}`, owner, limit] };
}

/** Pages of the index that one {@link tidyTexts} writes: about 5 ms of the writer's time. */
const TIDY_PAGES = 32;

/**
 * One step of joining the index's parts, of which every write adds one and a search asks them all. Answers whether there is more to do.
 * https://sqlite.org/fts5.html#the_merge_command tells why by the count of changes.
 */
export async function tidyTexts(trx: Transaction): Promise<boolean> {
  const before = await countChanges(trx);
  await trx.raw(`insert into memory_text (memory_text, rank) values ('merge', ?)`, [TIDY_PAGES]);
  return (await countChanges(trx)) - before > 1;
}

async function countChanges(trx: Transaction): Promise<number> {
  const [row] = await trx.raw<{ changes: number }[]>('select total_changes() as changes');
  return row?.changes ?? 0;
}

export async function removeTexts(trx: Transaction, ids: number[]): Promise<void> {
  await trx('memory_text').whereIn('rowid', ids).delete();
}

/** Earlier texts may have been stemmed by English, the default for Latin script, before the locale was known. */
function queryTerms(text: string, locale?: string): string[] {
  const terms = contentStems(text, locale);
  const words = terms.length > 0 ? terms : stems(text, locale);
  return [...new Set([...words, ...contentStems(text)])].slice(0, MOST_TERMS);
}

/** One token whatever the id is made of: the tokenizer would split a UUID. */
function ownerTerm(contactId: string): string {
  return `c${Buffer.from(contactId).toString('hex')}`;
}
