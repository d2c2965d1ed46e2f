import type { Knex } from 'knex';

/** Who is linked to a conversation of somebody else's is found by the contact that he comes from. */
export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`create index identities_away on identities (home_contact_id) where home_contact_id is not null`);
}
