import type { Knex } from 'knex';

/** The trigram index finds any three letters in a row; shorter words read the indexed texts through. SQLite only. */
const SHORTEST_INDEXED = 3;
const MOST_WORDS = 8;

/** Lower case, `ё` as `е`, no control characters: how texts are searched and names sorted. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
}

export function searchWords(search: string): string[] {
  return foldText(search).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

/** Narrows a query of a trigram table with the column `content`, which holds folded texts, to those that contain every word. */
export function whereContains(query: Knex.QueryBuilder, table: string, words: string[]): void {
  const indexed = words.filter((word) => [...word].length >= SHORTEST_INDEXED);
  if (indexed.length > 0) query.whereRaw('?? match ?', [table, indexed.map(quoted).join(' ')]);
  for (const word of words.filter((one) => !indexed.includes(one))) {
    query.whereRaw(`content like ? escape '\\'`, [containing(word)]);
  }
}

/** A pattern of LIKE. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
