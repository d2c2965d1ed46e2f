import { createId } from '../id.ts';
import type { Queries, Transaction } from '../store/database.ts';

export interface ContactRow {
  id: string;
  site_id: string;
  name: string | null;
  locale: string;
  created_at: string;
}

export interface IdentityKey {
  siteId: string;
  channel: string;
  externalId: string;
}

export async function findContact(db: Queries, key: IdentityKey): Promise<ContactRow | undefined> {
  return db<ContactRow>('contacts')
    .join('identities', 'identities.contact_id', 'contacts.id')
    .where({
      'identities.site_id': key.siteId,
      'identities.channel': key.channel,
      'identities.external_id': key.externalId,
    })
    .first('contacts.*');
}

export interface NewContact extends IdentityKey {
  name?: string;
  locale: string;
  at: string;
}

export async function insertContact(trx: Transaction, contact: NewContact): Promise<ContactRow> {
  const row: ContactRow = {
    id: createId(),
    site_id: contact.siteId,
    name: contact.name ?? null,
    locale: contact.locale,
    created_at: contact.at,
  };
  await trx('contacts').insert(row);
  await insertIdentity(trx, row.id, contact);
  return row;
}

export async function insertIdentity(
  trx: Transaction,
  contactId: string,
  identity: Omit<NewContact, 'locale'>,
): Promise<void> {
  await trx('identities').insert({
    id: createId(),
    contact_id: contactId,
    site_id: identity.siteId,
    channel: identity.channel,
    external_id: identity.externalId,
    name: identity.name ?? null,
    created_at: identity.at,
  });
}

export async function moveIdentity(trx: Transaction, key: IdentityKey, contactId: string): Promise<void> {
  await trx('identities')
    .where({ site_id: key.siteId, channel: key.channel, external_id: key.externalId })
    .update({ contact_id: contactId });
}

export async function removeIdentity(trx: Transaction, key: IdentityKey): Promise<void> {
  await trx('identities').where({ site_id: key.siteId, channel: key.channel, external_id: key.externalId }).delete();
}

export async function countIdentities(db: Queries, contactId: string): Promise<number> {
  const [row] = await db('identities').where({ contact_id: contactId }).count({ count: '*' });
  return Number(row?.count ?? 0);
}

export async function removeContact(trx: Transaction, id: string): Promise<void> {
  await trx('contacts').where({ id }).delete();
}

export async function renameContact(trx: Transaction, id: string, name: string): Promise<void> {
  await trx('contacts').where({ id }).whereNull('name').update({ name });
}

export async function findContactById(db: Queries, id: string): Promise<ContactRow | undefined> {
  return db<ContactRow>('contacts').where({ id }).first();
}

export async function setContactLocale(trx: Transaction, id: string, locale: string): Promise<void> {
  await trx('contacts').where({ id }).update({ locale });
}
