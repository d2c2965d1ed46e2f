import type { Message } from '@agent-chat/sdk/protocol';
import type { Database, Transaction } from '../store/database.ts';
import { rowsOf } from '../store/rows-of.ts';
import { createToken, hashToken } from '../token.ts';
import { joinAddress } from './address-store.ts';
import { findContact, hasOtherIdentities, insertContact, type ContactRow, type IdentityKey } from './contact-store.ts';
import { conversationAt, insertConversation, latestConversation, type ConversationRow } from './conversation-store.ts';
import type { LanguageReason } from './language-reason.ts';
import type { Person } from './person.ts';
import { readHistory } from './message-store.ts';
import { publish, type Draft } from './publish.ts';

/** Messages that are shown first. */
export const FIRST_PAGE = 50;
const CATCH_UP = 500;

export type Greeting = (siteId: string, locale: string) => Draft;

export interface SessionRequest {
  siteId: string;
  channel: string;
  token?: string;
  locale: string;
  languageReason?: LanguageReason;
  /** What the client holds already. */
  conversationId?: string;
  afterSeq?: number;
  /** Called before a new visitor is made; throws when there may be no more. */
  admitNewcomer(): void;
}

export interface Session {
  /** Only when it is new. */
  token?: string;
  contact: ContactRow;
  conversation: ConversationRow;
  messages: Message[];
  hasEarlier: boolean;
}

/** Finds the visitor by his token, or makes a new one with a conversation that begins with the agent's greeting. */
export async function openSession(database: Database, request: SessionRequest, greeting: Greeting): Promise<Session> {
  const known = request.token ? await knownSession(database, request, request.token) : undefined;
  if (known) return { ...known, ...(await missedBy(database, known.conversation, request)) };
  request.admitNewcomer();
  const token = createToken();
  const key = { siteId: request.siteId, channel: request.channel, externalId: hashToken(token) };
  const opened = await database.write(async (trx) => {
    const contact = await insertContact(trx, { ...key, locale: request.locale, at: new Date().toISOString() });
    return { contact, ...(await beginConversation(trx, contact, request, greeting)) };
  });
  return { token, ...opened, hasEarlier: false };
}

async function knownSession(
  database: Database,
  request: SessionRequest,
  token: string,
): Promise<{ contact: ContactRow; conversation: ConversationRow } | undefined> {
  const contact = await findContact(database.read, {
    siteId: request.siteId,
    channel: request.channel,
    externalId: hashToken(token),
  });
  if (!contact) return undefined;
  const conversation = await latestConversation(database.read, request.siteId, contact.id);
  return conversation && { contact, conversation };
}

/** What the client does not hold yet. */
export async function missedBy(
  database: Database,
  conversation: ConversationRow,
  request: SessionRequest,
): Promise<{ messages: Message[]; hasEarlier: boolean }> {
  const isHeld = request.conversationId === conversation.id && request.afterSeq !== undefined;
  if (isHeld && conversation.last_seq - request.afterSeq! <= CATCH_UP) {
    const messages = await readHistory(database.read, conversation.id, { afterSeq: request.afterSeq, limit: CATCH_UP });
    return { messages, hasEarlier: request.afterSeq! > 0 };
  }
  const messages = await readHistory(database.read, conversation.id, { limit: FIRST_PAGE });
  return { messages, hasEarlier: (messages[0]?.seq ?? 1) > 1 };
}

export async function beginConversation(
  trx: Transaction,
  contact: ContactRow,
  { channel, languageReason = 'default' }: { channel: string; languageReason?: LanguageReason },
  greeting: Greeting,
): Promise<{ conversation: ConversationRow; messages: Message[] }> {
  const conversation = await insertConversation(trx, {
    siteId: contact.site_id,
    contactId: contact.id,
    locale: contact.locale,
    languageReason,
    channel,
    at: new Date().toISOString(),
  });
  const published = await publish(trx, conversation, [greeting(contact.site_id, contact.locale)]);
  return { conversation: published.conversation, messages: published.messages };
}

/** A person at an address, with the language to speak with him when he is new. */
export type LocatedPerson = Person & { locale: string; languageReason?: LanguageReason };

/** What became of an address: it had a conversation, has found its own again, or was given a new one. */
export type AddressState = 'known' | 'rejoined' | 'created';

/** The conversation behind a channel's address; made, with its contact, when the person is new. */
export async function openAddress(
  database: Database,
  person: LocatedPerson,
  greeting: Greeting,
): Promise<{ conversation: ConversationRow; state: AddressState }> {
  const known = await knownAddress(database, person);
  if (known) return { conversation: known, state: 'known' };
  return database.write(async (trx) => {
    const again = await knownAddress(rowsOf(trx), person);
    return again ? { conversation: again, state: 'known' } : joinPerson(trx, person, greeting);
  });
}

async function knownAddress(db: Pick<Database, 'rows'>, person: Person): Promise<ConversationRow | undefined> {
  return conversationAt(db, { channel: person.channel, externalId: person.address });
}

async function joinPerson(
  trx: Transaction,
  person: LocatedPerson,
  greeting: Greeting,
): Promise<{ conversation: ConversationRow; state: AddressState }> {
  const at = new Date().toISOString();
  const key: IdentityKey = { siteId: person.siteId, channel: person.channel, externalId: person.externalId };
  const contact =
    (await findContact(trx, key)) ??
    (await insertContact(trx, { ...key, name: person.name, locale: person.locale, at }));
  const earlier = await latestConversation(trx, person.siteId, contact.id);
  const conversation = earlier ?? (await beginConversation(trx, contact, person, greeting)).conversation;
  const linked = earlier !== undefined && (await hasOtherIdentities(trx, contact.id));
  await joinAddress(trx, { ...person, conversationId: conversation.id, linked, at });
  return { conversation, state: earlier ? 'rejoined' : 'created' };
}
