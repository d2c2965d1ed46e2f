import type { Database, Transaction } from '../store/database.ts';
import { createToken, hashToken } from '../token.ts';
import { joinAddress, removeChannel } from './address-store.ts';
import {
  countIdentities,
  findContact,
  insertIdentity,
  moveIdentity,
  removeContact,
  renameContact,
} from './contact-store.ts';
import { findConversation, moveConversations, updateConversation, type ConversationRow } from './conversation-store.ts';
import { findLink, insertLink, revokeLinks, useLink } from './link-store.ts';

const LINK_LIFE_MS = 10 * 60_000;
/** 192 bits: 32 letters, within the 64 of a Telegram deep link. */
const LINK_BYTES = 24;

export interface Link {
  token: string;
  expiresAt: string;
}

export type LinkRefusal = 'expired' | 'used' | 'unknown';

/** A person on a channel, and where that channel reaches him. */
export interface Person {
  siteId: string;
  channel: string;
  externalId: string;
  address: string;
  name: string;
  locale?: string;
}

/** Told in the same transaction when two contacts turn out to be one person. */
export type ContactsJoined = (trx: Transaction, fromContactId: string, toContactId: string) => Promise<void>;

export async function createLink(database: Database, conversationId: string, channel: string): Promise<Link> {
  const token = createToken(LINK_BYTES);
  const now = Date.now();
  await database.write(async (trx) => {
    await revokeLinks(trx, conversationId, channel);
    await insertLink(trx, {
      token_hash: hashToken(token),
      conversation_id: conversationId,
      channel,
      expires_at: now + LINK_LIFE_MS,
      used_at: null,
      created_at: new Date(now).toISOString(),
    });
  });
  return { token, expiresAt: new Date(now + LINK_LIFE_MS).toISOString() };
}

export async function inspectLink(
  database: Database,
  token: string,
): Promise<{ conversation: ConversationRow } | LinkRefusal> {
  const link = await findLink(database.read, hashToken(token));
  if (!link) return 'unknown';
  if (link.used_at) return 'used';
  if (link.expires_at <= Date.now()) return 'expired';
  const conversation = await findConversation(database.read, link.conversation_id);
  return conversation ? { conversation } : 'unknown';
}

/** Uses the token up and makes the person's identity and address those of its conversation. */
export async function joinByLink(
  trx: Transaction,
  token: string,
  person: Person,
  contactsJoined: ContactsJoined,
): Promise<ConversationRow | LinkRefusal> {
  const tokenHash = hashToken(token);
  const at = new Date().toISOString();
  const link = await findLink(trx, tokenHash);
  if (!link || link.channel !== person.channel) return 'unknown';
  if (!(await useLink(trx, tokenHash, { ms: Date.now(), at }))) return link.used_at ? 'used' : 'expired';
  const conversation = await findConversation(trx, link.conversation_id);
  if (!conversation) return 'unknown';
  await joinIdentity(trx, person, conversation, contactsJoined);
  await removeChannel(trx, conversation.id, person.channel);
  await joinAddress(trx, {
    channel: person.channel,
    externalId: person.address,
    conversationId: conversation.id,
    name: person.name,
    linked: true,
    at,
  });
  await renameContact(trx, conversation.contact_id, person.name);
  return updateConversation(trx, conversation.id, { last_channel: person.channel });
}

/**
 * The person's earlier contact becomes one with that of the conversation, unless it is known by other ways as well: then it is somebody's
 * whole account, and only this one way in moves.
 */
async function joinIdentity(
  trx: Transaction,
  person: Person,
  conversation: ConversationRow,
  contactsJoined: ContactsJoined,
): Promise<void> {
  const key = { siteId: conversation.site_id, channel: person.channel, externalId: person.externalId };
  const earlier = await findContact(trx, key);
  if (earlier?.id === conversation.contact_id) return;
  if (!earlier) {
    await insertIdentity(trx, conversation.contact_id, { ...key, name: person.name, at: new Date().toISOString() });
    return;
  }
  const isAll = (await countIdentities(trx, earlier.id)) === 1;
  await moveIdentity(trx, key, conversation.contact_id);
  if (!isAll) return;
  await moveConversations(trx, earlier.id, conversation.contact_id);
  await contactsJoined(trx, earlier.id, conversation.contact_id);
  await removeContact(trx, earlier.id);
}
