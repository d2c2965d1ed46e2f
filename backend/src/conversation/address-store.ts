import type { LinkedChannel } from '@agent-chat/sdk/protocol';
import { createId } from '../id.ts';
import type { Queries, Transaction } from '../store/database.ts';

/** Where a channel reaches a conversation. The web has none: its clients read the log by `seq`. */
export interface AddressRow {
  id: string;
  conversation_id: string;
  channel: string;
  external_id: string;
  name: string;
  linked: number;
  created_at: string;
}

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

/** The address belongs to one conversation at a time: the last one it was joined to. */
export async function joinAddress(
  trx: Transaction,
  address: AddressKey & { conversationId: string; name: string; linked: boolean; at: string },
): Promise<void> {
  await trx('addresses')
    .insert({
      id: createId(),
      conversation_id: address.conversationId,
      channel: address.channel,
      external_id: address.externalId,
      name: address.name,
      linked: address.linked,
      created_at: address.at,
    })
    .onConflict(['channel', 'external_id'])
    .merge(['conversation_id', 'name', 'linked', 'created_at']);
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

/** Takes the channel's address from the conversation and answers it; there is one at most. */
export async function removeChannel(
  trx: Transaction,
  conversationId: string,
  channel: string,
): Promise<AddressRow | undefined> {
  const address = await trx<AddressRow>('addresses').where({ conversation_id: conversationId, channel }).first();
  if (address) await removeAddressById(trx, address.id);
  return address;
}

/** With the language of the conversation that the address is of. */
export async function addressesById(db: Queries, ids: string[]): Promise<Map<string, AddressRow & { locale: string }>> {
  const rows: (AddressRow & { locale: string })[] = await db('addresses')
    .join('conversations', 'conversations.id', 'addresses.conversation_id')
    .whereIn('addresses.id', ids)
    .select('addresses.*', 'conversations.locale');
  return new Map(rows.map((row) => [row.id, row]));
}

export async function removeAddressById(trx: Transaction, id: string): Promise<void> {
  await trx('addresses').where({ id }).delete();
}
