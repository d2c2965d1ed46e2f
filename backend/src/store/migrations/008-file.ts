import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  // `message_id`: null until a message took it. Deferred, as a file is given to a message before the message is stored.
  await trx.raw(`
    create table files (
      id varchar primary key,
      key varchar not null,
      contact_id varchar not null references contacts (id) on delete cascade,
      uploader varchar not null,
      message_id varchar references messages (id) on delete cascade deferrable initially deferred,
      name varchar not null,
      type varchar not null,
      size integer not null,
      width integer,
      height integer,
      duration real,
      external_id varchar,
      created_at varchar not null
    )`);
  await trx.raw(`create index files_contact on files (contact_id)`);
  await trx.raw(`create index files_message on files (message_id)`);
  await trx.raw(`create unique index files_external on files (external_id) where external_id is not null`);
  await trx.raw(`create index files_unsent on files (created_at) where message_id is null`);

  // However a row goes, by a job or with its contact, its bytes are owed to be removed until they are.
  await trx.raw(`create table file_removals (id varchar primary key)`);
  await trx.raw(
    `create trigger files_forget after delete on files begin insert or ignore into file_removals values (old.id); end`,
  );
}
