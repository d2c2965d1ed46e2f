import type { Knex } from 'knex';

/** Filled in the background; a row's id is the position of its message. */
export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`create virtual table messages_search using fts5 (content, tokenize = 'trigram')`);
  await trx.raw(`insert into messages_search (messages_search, rank) values ('secure-delete', 1)`);
  await trx.raw(
    `create trigger messages_search_forget after delete on messages begin delete from messages_search where rowid = old.position; end`,
  );
}
