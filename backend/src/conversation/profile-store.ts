import type { Queries, Transaction } from '../store/database.ts';
import type { IdentityKey } from './contact-store.ts';

/** Users of a site, whom it has signed, beside the channels on which people are known otherwise. */
export const USER_CHANNEL = 'user';

/** What a site has signed of its user. */
export interface SignedProfile {
  name?: string;
  /** As the site wrote it. */
  phone?: string;
  email?: string;
}

/** Of the user that the contact is; undefined for one whom no site vouches for. */
export async function profileOf(db: Queries, contactId: string): Promise<SignedProfile | undefined> {
  const row: { profile: string | null } | undefined = await db('identities')
    .where({ contact_id: contactId, channel: USER_CHANNEL })
    .first('profile');
  return row && (JSON.parse(row.profile ?? '{}') as SignedProfile);
}

export async function setProfile(
  trx: Transaction,
  { siteId, channel, externalId }: IdentityKey,
  { name, phone, email }: SignedProfile,
): Promise<void> {
  await trx('identities')
    .where({ site_id: siteId, channel, external_id: externalId })
    .update({ name: name ?? null, profile: JSON.stringify({ name, phone, email }) });
}
