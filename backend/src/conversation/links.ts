import type { Database, Queries, Transaction } from '../store/database.ts';
import { createToken, hashToken } from '../token.ts';
import { addressesOf, findAddress, joinAddress, moveAddress, type AddressRow } from './address-store.ts';
import { adoptIdentity, nameContact, releaseIdentity } from './contact-store.ts';
import {
  findConversation,
  latestConversation,
  updateConversation,
  type ConversationRow,
} from './conversation-store.ts';
import type { Person } from './person.ts';
import { beginConversation, type Greeting } from './sessions.ts';
import { findLink, insertLink, revokeLinks, useLink } from './link-store.ts';

const LINK_LIFE_MS = 10 * 60_000;
/** 192 bits: 32 letters, within the 64 of a Telegram deep link. */
const LINK_BYTES = 24;

export interface Link {
  token: string;
  expiresAt: string;
}

export type LinkRefusal = 'expired' | 'used' | 'unknown';

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

/** What joining by a link has changed. */
export interface Joined {
  conversation: ConversationRow;
  /** The conversation that the address was linked to before, if that was another one. */
  left?: ConversationRow;
  /** The address of the same channel that was there before: it makes room. */
  replaced?: AddressRow;
}

/**
 * Uses the token up and makes the person's identity and address those of its conversation. What he said on that channel before stays his own: a
 * link may have been sent on by somebody else, and must not open his past.
 */
export async function joinByLink(trx: Transaction, token: string, person: Person): Promise<Joined | LinkRefusal> {
  const tokenHash = hashToken(token);
  const at = new Date().toISOString();
  const link = await findLink(trx, tokenHash);
  if (!link || link.channel !== person.channel) return 'unknown';
  if (!(await useLink(trx, tokenHash, { ms: Date.now(), at }))) return link.used_at ? 'used' : 'expired';
  const linked = await findConversation(trx, link.conversation_id);
  if (!linked) return 'unknown';
  const conversation = await openOne(trx, linked);
  const address = await findAddress(trx, { channel: person.channel, externalId: person.address });
  const replaced = (await addressesOf(trx, [conversation.id])).find(
    (other) => other.channel === person.channel && other.external_id !== person.address,
  );
  const left =
    address?.linked && address.conversation_id !== conversation.id
      ? await findConversation(trx, address.conversation_id)
      : undefined;
  await adoptIdentity(
    trx,
    { ...person, siteId: conversation.site_id },
    { contactId: conversation.contact_id, isHome: !address?.linked },
  );
  await joinAddress(trx, { ...person, conversationId: conversation.id, linked: true, at });
  await nameContact(trx, conversation.contact_id, person.name);
  return {
    conversation: await updateConversation(trx, conversation.id, { last_channel: person.channel }),
    left,
    replaced,
  };
}

/** A link made before the visitor began anew leads to where he is now. */
async function openOne(trx: Transaction, conversation: ConversationRow): Promise<ConversationRow> {
  if (conversation.status === 'open') return conversation;
  return (await latestConversation(trx, conversation.site_id, conversation.contact_id)) ?? conversation;
}

/**
 * Gives the person at an address back to himself: the contact and the conversation he had before the link, or new ones. The address goes along, and
 * with it what is still owed to it. Answers the conversation he has now.
 */
export async function detachAddress(
  trx: Transaction,
  address: AddressRow,
  from: ConversationRow,
  greeting: Greeting,
): Promise<ConversationRow> {
  const key = { siteId: from.site_id, channel: address.channel, externalId: address.person_id };
  const contact = await releaseIdentity(trx, {
    ...key,
    name: address.name,
    locale: from.locale,
    at: new Date().toISOString(),
  });
  const conversation =
    (await latestConversation(trx, from.site_id, contact.id)) ??
    (
      await beginConversation(
        trx,
        contact,
        { channel: address.channel, languageReason: from.language_reason },
        greeting,
      )
    ).conversation;
  await moveAddress(trx, address.id, conversation.id);
  return conversation;
}

/** Whether the person is in the conversation of the token already: he has pressed twice. */
export async function isJoinedBy(db: Queries, token: string, person: Person): Promise<ConversationRow | undefined> {
  const link = await findLink(db, hashToken(token));
  const address = await findAddress(db, { channel: person.channel, externalId: person.address });
  const isJoined = link && address?.linked && address.conversation_id === link.conversation_id;
  return isJoined ? findConversation(db, link.conversation_id) : undefined;
}
