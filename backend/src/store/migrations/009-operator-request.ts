import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.alterTable('conversations', (table) => {
    table.boolean('wants_operator').notNullable().defaultTo(false);
  });
}
