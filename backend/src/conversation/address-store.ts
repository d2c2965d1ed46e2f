import type { LinkedChannel } from '@agent-chat/sdk/protocol';
import { createId } from '../id.ts';
import type { Queries, Transaction } from '../store/database.ts';

/** Where a channel reaches a conversation. The web has none: its clients read the log by `seq`. */
export interface AddressRow {
  id: string;
  conversation_id: string;
  channel: string;
  external_id: string;
  /** How the channel knows the person. */
  person_id: string;
  name: string;
  linked: number;
  created_at: string;
}

/** An address as channels see it. */
export interface Address {
  id: string;
  conversationId: string;
  channel: string;
  externalId: string;
  /** Of its conversation. */
  locale: string;
}

export const toAddress = (row: AddressRow, locale: string): Address => ({
  id: row.id,
  conversationId: row.conversation_id,
  channel: row.channel,
  externalId: row.external_id,
  locale,
});

export interface AddressKey {
  channel: string;
  externalId: string;
}

export async function findAddress(db: Queries, key: AddressKey): Promise<AddressRow | undefined> {
  return db<AddressRow>('addresses').where({ channel: key.channel, external_id: key.externalId }).first();
}

export async function addressesOf(db: Queries, conversationIds: string[]): Promise<AddressRow[]> {
  return db<AddressRow>('addresses').whereIn('conversation_id', conversationIds);
}

export async function findAddressById(db: Queries, id: string): Promise<AddressRow | undefined> {
  return db<AddressRow>('addresses').where({ id }).first();
}

/** The addresses of people who are linked elsewhere and have this contact as their home. */
export async function addressesAway(db: Queries, homeContactId: string): Promise<AddressRow[]> {
  return db('addresses')
    .join('identities', (join) =>
      join.on('identities.channel', 'addresses.channel').on('identities.external_id', 'addresses.person_id'),
    )
    .where('identities.home_contact_id', homeContactId)
    .select('addresses.*');
}

/** The address belongs to one conversation at a time: the last one it was joined to. */
export async function joinAddress(
  trx: Transaction,
  join: {
    channel: string;
    address: string;
    externalId: string;
    name: string;
    conversationId: string;
    linked: boolean;
    at: string;
  },
): Promise<void> {
  await trx('addresses')
    .insert({
      id: createId(),
      conversation_id: join.conversationId,
      channel: join.channel,
      external_id: join.address,
      person_id: join.externalId,
      name: join.name,
      linked: join.linked,
      created_at: join.at,
    })
    .onConflict(['channel', 'external_id'])
    .merge(['conversation_id', 'person_id', 'name', 'linked', 'created_at']);
}

/** Back to a conversation of the person's own. */
export async function moveAddress(trx: Transaction, id: string, conversationId: string): Promise<void> {
  await trx('addresses').where({ id }).update({ conversation_id: conversationId, linked: false });
}

export async function moveAddresses(
  trx: Transaction,
  fromConversationId: string,
  toConversationId: string,
): Promise<void> {
  await trx('addresses').where({ conversation_id: fromConversationId }).update({ conversation_id: toConversationId });
}

export async function linkedChannels(db: Queries, conversationId: string): Promise<LinkedChannel[]> {
  const rows = await db<AddressRow>('addresses').where({ conversation_id: conversationId }).orderBy('created_at');
  return rows.map((row) => ({ channel: row.channel, name: row.name, linkedAt: row.created_at }));
}

/** With the language of the conversation that the address is of. */
export async function addressesById(db: Queries, ids: string[]): Promise<Map<string, Address>> {
  const rows: (AddressRow & { locale: string })[] = await db('addresses')
    .join('conversations', 'conversations.id', 'addresses.conversation_id')
    .whereIn('addresses.id', ids)
    .select('addresses.*', 'conversations.locale');
  return new Map(rows.map((row) => [row.id, toAddress(row, row.locale)]));
}

export async function removeAddressById(trx: Transaction, id: string): Promise<void> {
  await trx('addresses').where({ id }).delete();
}
