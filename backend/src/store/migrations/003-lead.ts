import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('leads', (table) => {
    table.increments('position');
    table.string('id').notNullable().unique();
    table.string('run_id').unique();
    table.string('site_id').notNullable();
    table.string('contact_id').notNullable().index();
    table.string('conversation_id').notNullable().index();
    table.string('scenario_id');
    table.string('status').notNullable().defaultTo('new');
    table.string('channel').notNullable();
    table.string('locale').notNullable();
    table.string('name');
    table.string('name_key').notNullable().defaultTo('');
    table.string('phone');
    table.string('email');
    table.text('need');
    table.string('consent_at');
    table.text('consent_text');
    table.string('created_at').notNullable();
    table.string('updated_at').notNullable();
    table.index(['created_at', 'position']);
    table.index(['updated_at', 'position']);
    table.index(['name_key', 'position']);
    table.index(['status', 'position']);
    table.index(['channel', 'position']);
    table.index(['status', 'created_at', 'position']);
    table.index(['channel', 'created_at', 'position']);
  });

  await trx.schema.createTable('lead_fields', (table) => {
    table.string('lead_id').notNullable().references('leads.id').onDelete('CASCADE');
    table.string('key').notNullable();
    table.integer('rank').notNullable();
    table.string('label').notNullable();
    table.text('value').notNullable();
    table.string('message_id').notNullable();
    table.primary(['lead_id', 'key']);
  });

  await trx.raw(`create virtual table leads_search using fts5 (content, tokenize = 'trigram')`);
  await trx.raw(
    `create trigger leads_search_forget after delete on leads begin delete from leads_search where rowid = old.position; end`,
  );
}
