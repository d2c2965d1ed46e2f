import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.alterTable('identities', (table) => {
    // JSON, of channel `user`: what the site has signed.
    table.text('profile');
  });
}
