import type { Knex } from 'knex';

/** What pages tell of their visitors. */
export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('page_events', (table) => {
    table.increments('position');
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE');
    table.string('name').notNullable();
    table.text('data');
    table.string('created_at').notNullable();
    table.index(['conversation_id', 'position'], 'page_events_conversation');
  });
}
