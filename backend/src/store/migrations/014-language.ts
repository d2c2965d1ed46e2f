import type { Knex } from 'knex';

/** Why a conversation is in its language, whether another was offered in it, and which texts a language lacked. */
export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.alterTable('conversations', (table) => {
    // What was there before may have been chosen, and is not to be changed.
    table.string('language_reason').notNullable().defaultTo('choice');
    table.boolean('language_offered').notNullable().defaultTo(false);
  });
  await trx.schema.createTable('locale_misses', (table) => {
    table.string('tag').notNullable();
    table.string('key').notNullable();
    table.integer('count').notNullable();
    table.string('first_at').notNullable();
    table.string('last_at').notNullable();
    table.primary(['tag', 'key']);
  });
}
