import type { Knex } from 'knex';

/** What was changed in the console in texts of `locales/`, so that it can be taken back. */
export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('text_versions', (table) => {
    table.increments('position');
    table.string('tag').notNullable();
    table.string('key').notNullable();
    // JSON by plural form.
    table.text('before').notNullable();
    table.text('after').notNullable();
    table.boolean('draft').notNullable();
    table.string('author').notNullable();
    table.string('created_at').notNullable();
    table.index(['tag', 'key', 'position'], 'text_versions_text');
  });
}
