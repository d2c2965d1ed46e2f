import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('accounts', (table) => {
    table.string('id').primary();
    table.string('email').notNullable().unique();
    table.string('name').notNullable();
    table.string('password_hash').notNullable();
    table.string('created_at').notNullable();
  });

  await trx.schema.createTable('account_sessions', (table) => {
    table.string('token_hash').primary();
    table.string('account_id').notNullable().references('accounts.id').onDelete('CASCADE').index();
    table.integer('expires_at').notNullable().index();
    table.string('created_at').notNullable();
  });

  await trx.schema.createTable('setup_links', (table) => {
    table.string('token_hash').primary();
    table.string('created_at').notNullable();
  });
}
