import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('contacts', (table) => {
    table.string('id').primary();
    table.string('site_id').notNullable();
    table.string('name');
    table.string('locale').notNullable();
    table.string('created_at').notNullable();
  });

  await trx.schema.createTable('identities', (table) => {
    table.string('id').primary();
    table.string('contact_id').notNullable().references('contacts.id').onDelete('CASCADE').index();
    table.string('site_id').notNullable();
    table.string('channel').notNullable();
    table.string('external_id').notNullable();
    table.string('name');
    table.string('home_contact_id').references('contacts.id').onDelete('SET NULL');
    table.string('created_at').notNullable();
    table.unique(['site_id', 'channel', 'external_id']);
  });

  await trx.schema.createTable('conversations', (table) => {
    table.string('id').primary();
    table.string('site_id').notNullable();
    table.string('contact_id').notNullable().references('contacts.id').onDelete('CASCADE').index();
    table.string('status').notNullable().defaultTo('open');
    table.string('handler').notNullable().defaultTo('agent');
    table.string('locale').notNullable();
    table.string('last_channel').notNullable();
    table.integer('last_seq').notNullable().defaultTo(0);
    table.integer('answered_seq').notNullable().defaultTo(0);
    table.integer('visitor_read_seq').notNullable().defaultTo(0);
    table.integer('operator_read_seq').notNullable().defaultTo(0);
    table.string('created_at').notNullable();
    table.string('updated_at').notNullable().index();
  });

  await trx.schema.createTable('messages', (table) => {
    table.increments('position');
    table.string('id').notNullable().unique();
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.string('role').notNullable();
    table.string('author_name').notNullable();
    table.string('channel').notNullable();
    table.text('text').notNullable();
    table.text('blocks');
    table.text('citations');
    table.string('reply_to');
    table.string('client_id');
    table.string('external_id');
    table.text('action');
    table.string('status').notNullable().defaultTo('complete');
    table.string('created_at').notNullable();
    table.string('edited_at');
    table.unique(['conversation_id', 'seq']);
  });
  // Each message has one of the two keys: partial, so that it pays for one index only.
  await trx.raw(
    `create unique index messages_client on messages (conversation_id, client_id) where client_id is not null`,
  );
  await trx.raw(
    `create unique index messages_external on messages (channel, external_id) where external_id is not null`,
  );

  await trx.schema.createTable('turns', (table) => {
    table.string('id').primary();
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE');
    table.string('state').notNullable();
    table.string('lease_owner');
    table.integer('lease_until');
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('error');
    table.string('created_at').notNullable();
    table.string('finished_at');
    table.index(['state', 'lease_until']);
  });
  await trx.raw(`create unique index turns_one_queued on turns (conversation_id) where state = 'queued'`);
  await trx.raw(`create unique index turns_one_running on turns (conversation_id) where state = 'running'`);

  await trx.schema.createTable('addresses', (table) => {
    table.string('id').primary();
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE').index();
    table.string('channel').notNullable();
    table.string('external_id').notNullable();
    table.string('person_id').notNullable();
    table.string('name').notNullable();
    table.boolean('linked').notNullable().defaultTo(false);
    table.string('created_at').notNullable();
    table.unique(['channel', 'external_id']);
  });

  await trx.schema.createTable('deliveries', (table) => {
    table.increments('position');
    table.string('address_id').notNullable().references('addresses.id').onDelete('CASCADE');
    table.string('message_id').notNullable();
    table.string('state').notNullable();
    table.boolean('silent').notNullable().defaultTo(false);
    table.integer('attempts').notNullable().defaultTo(0);
    table.integer('next_at').notNullable().defaultTo(0);
    table.string('external_id');
    table.string('reason');
    table.string('created_at').notNullable();
    table.string('sent_at');
    table.unique(['address_id', 'message_id']);
  });
  await trx.raw(
    `create index deliveries_owed on deliveries (address_id, position) where state in ('queued', 'sending')`,
  );

  await trx.schema.createTable('links', (table) => {
    table.string('token_hash').primary();
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE').index();
    table.string('channel').notNullable();
    table.integer('expires_at').notNullable();
    table.string('used_at');
    table.string('created_at').notNullable();
  });

  await trx.schema.createTable('feedback', (table) => {
    table.string('message_id').primary();
    table.string('conversation_id').notNullable().references('conversations.id').onDelete('CASCADE').index();
    table.string('rating').notNullable();
    table.text('comment');
    table.string('created_at').notNullable();
  });
}
