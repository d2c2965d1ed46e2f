import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('scenario_runs', (table) => {
    table.string('id').primary();
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE');
    table.string('scenario_id').notNullable();
    table.string('version').notNullable();
    table.string('step').notNullable();
    table.string('status').notNullable();
    table.text('state').notNullable();
    table.string('created_at').notNullable();
    table.string('updated_at').notNullable();
    table.index(['conversation_id', 'updated_at']);
  });
  await trx.raw(
    `create unique index scenario_runs_one_active on scenario_runs (conversation_id) where status = 'active'`,
  );
  await trx.raw(
    `create unique index scenario_runs_one_open on scenario_runs (conversation_id, scenario_id) where status in ('active', 'paused')`,
  );
}
