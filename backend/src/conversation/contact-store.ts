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

/** The identity becomes one of this contact. `isHome`: the contact it had is the person's own, to which he returns when the link ends. */
export async function adoptIdentity(
  trx: Transaction,
  { siteId, channel, externalId, name }: IdentityKey & { name?: string },
  { contactId, isHome }: { contactId: string; isHome: boolean },
): Promise<void> {
  const identity = await identityOf(trx, { siteId, channel, externalId }).first();
  if (!identity) {
    await insertIdentity(trx, contactId, { siteId, channel, externalId, name, at: new Date().toISOString() });
    return;
  }
  if (identity.contact_id === contactId) return;
  const home = isHome ? identity.contact_id : identity.home_contact_id;
  await identityOf(trx, { siteId, channel, externalId }).update({ contact_id: contactId, home_contact_id: home });
}

/** The identity goes back to the person's own contact, which is made when there is none. */
export async function releaseIdentity(trx: Transaction, person: NewContact): Promise<ContactRow> {
  const identity = await identityOf(trx, person).first();
  const home = identity?.home_contact_id && (await findContactById(trx, identity.home_contact_id));
  if (home) {
    await identityOf(trx, person).update({ contact_id: home.id, home_contact_id: null });
    return home;
  }
  await identityOf(trx, person).delete();
  return insertContact(trx, person);
}

interface IdentityRow {
  contact_id: string;
  home_contact_id: string | null;
}

function identityOf(trx: Transaction, { siteId, channel, externalId }: IdentityKey) {
  return trx<IdentityRow>('identities').where({ site_id: siteId, channel, external_id: externalId } as object);
}

/** Whether the contact is known by other ways as well. */
export async function hasOtherIdentities(db: Queries, contactId: string): Promise<boolean> {
  return (await db('identities').where({ contact_id: contactId }).limit(2)).length > 1;
}

/** Nobody comes in by them any more. */
export async function forgetVisitorTokens(trx: Transaction, contactId: string): Promise<void> {
  await trx('identities').where({ contact_id: contactId, channel: 'web' }).delete();
}

export async function renameContact(trx: Transaction, id: string, name: string): Promise<void> {
  await trx('contacts').where({ id }).update({ name });
}

/** Only of a contact that has no name yet. */
export async function nameContact(trx: Transaction, id: string, name: string): Promise<void> {
  await trx('contacts').where({ id }).whereNull('name').update({ name });
}

export async function findContactById(db: Queries, id: string): Promise<ContactRow | undefined> {
  return db<ContactRow>('contacts').where({ id }).first();
}

export async function setContactLocale(trx: Transaction, id: string, locale: string): Promise<void> {
  await trx('contacts').where({ id }).update({ locale });
}
