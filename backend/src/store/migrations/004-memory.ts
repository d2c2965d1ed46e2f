import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('memory_items', (table) => {
    table.increments('id');
    table.string('contact_id').notNullable();
    table.string('conversation_id').notNullable();
    table.string('message_id').notNullable().unique();
    table.integer('position').notNullable();
    table.string('role').notNullable();
    table.string('channel').notNullable();
    table.text('text').notNullable();
    table.string('created_at').notNullable();
    // Whose vector it has; null while it waits for one.
    table.string('embedder');
    table.index(['contact_id', 'position']);
  });
  await trx.raw('create index memory_items_waiting on memory_items (id) where embedder is null');

  await trx.schema.createTable('memory_erased', (table) => {
    table.string('message_id').primary();
  });

  await trx.schema.createTable('memory_cursor', (table) => {
    table.integer('id').primary();
    table.integer('position').notNullable();
  });
  await trx('memory_cursor').insert({ id: 1, position: 0 });

  await trx.schema.createTable('memory_partitions', (table) => {
    table.increments('id');
    table.string('owner').notNullable();
    table.string('embedder').notNullable();
    table.index(['owner', 'embedder']);
  });

  await trx.schema.createTable('memory_vectors', (table) => {
    table.integer('id').primary();
    table.integer('partition').notNullable();
    table.binary('vector').notNullable();
  });

  await trx.raw(`
    create table memory_codes (
      partition integer not null, id integer not null, code blob not null,
      primary key (partition, id)
    ) without rowid`);

  // Stems are stored in the index itself and not `content=''`: only then can an erased word be removed from its pages at once.
  await trx.raw(`
    create virtual table memory_text using fts5(
      owner, stems, detail=column, tokenize="unicode61 remove_diacritics 2"
    )`);
  await trx.raw(`insert into memory_text (memory_text, rank) values ('secure-delete', 1)`);
}
