import type { Knex } from 'knex';

/** Closing, rating and coming back to conversations; consent; corrected memories. */
export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.alterTable('conversations', (table) => {
    // The last `seq` when it was closed last: whatever is rated belongs to that closing.
    table.integer('closed_seq').notNullable().defaultTo(0);
    // When it was begun, or taken up again: a contact is in the one that he came to last.
    table.string('current_since').notNullable().defaultTo('');
  });
  await trx.raw(`update conversations set current_since = iif(status = 'open', updated_at, created_at)`);

  await trx.schema.createTable('ratings', (table) => {
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE');
    table.integer('closed_seq').notNullable();
    table.integer('rating').notNullable();
    table.text('comment');
    table.string('created_at').notNullable();
    table.primary(['conversation_id', 'closed_seq']);
  });

  await trx.schema.createTable('consents', (table) => {
    table.string('contact_id').notNullable().references('contacts.id').onDelete('CASCADE');
    // Of the text that was agreed to.
    table.string('version').notNullable();
    table.string('channel').notNullable();
    table.string('given_at').notNullable();
    table.primary(['contact_id', 'version']);
  });

  await trx.schema.alterTable('memory_items', (table) => {
    table.string('corrected_at');
  });
}
