import type { Database, Queries, Transaction } from '../store/database.ts';
import { hashToken } from '../token.ts';
import { carryOver, type Carried } from './carry-over.ts';
import {
  findContact,
  findContactById,
  forgetVisitorTokens,
  insertContact,
  insertIdentity,
  renameContact,
  type ContactRow,
} from './contact-store.ts';
import { latestConversation, type ConversationRow } from './conversation-store.ts';
import { setProfile, USER_CHANNEL, type SignedProfile } from './profile-store.ts';
import { beginConversation, type Greeting, type SessionRequest } from './sessions.ts';

export interface SignInRequest extends SessionRequest {
  user: SignedProfile & { sub: string };
  /** The anonymous visitor whom the page has had until now, when there is no token of his. */
  visitorId?: string;
}

/** What signing in has changed. */
export interface SignedIn {
  contact: ContactRow;
  conversation: ConversationRow;
  /** The anonymous visitor that the page was: his token is used up. */
  visitorId?: string;
  /** His conversation, when the page goes over from it to another. */
  left?: ConversationRow;
  carried?: Carried;
}

/**
 * The page is this user's from now on. If he is new, the anonymous visitor of the page becomes him and keeps his conversation. If he is known, the page
 * goes over to his own conversation. In both cases the anonymous token is used up: who uses the browser next does not come in by it.
 */
export async function signIn(trx: Transaction, request: SignInRequest, greeting: Greeting): Promise<SignedIn> {
  const { siteId, user, locale } = request;
  const key = { siteId, channel: USER_CHANNEL, externalId: user.sub };
  const at = new Date().toISOString();
  const visitor = await anonymousVisitor(trx, request);
  const known = await findContact(trx, key);
  if (!known && visitor) await insertIdentity(trx, visitor.id, { ...key, name: user.name, at });
  if (!known && !visitor) request.admitNewcomer();
  const contact = known ?? visitor ?? (await insertContact(trx, { ...key, name: user.name, locale, at }));
  await setProfile(trx, key, user);
  if (user.name && user.name !== contact.name) await renameContact(trx, contact.id, user.name);

  const left = known && visitor && (await latestConversation(trx, siteId, visitor.id));
  if (visitor) await forgetVisitorTokens(trx, visitor.id);
  const conversation =
    (await latestConversation(trx, siteId, contact.id)) ??
    (await beginConversation(trx, contact, request, greeting)).conversation;
  const carried = left && (await carryOver(trx, left, conversation));
  return {
    contact: { ...contact, name: user.name ?? contact.name },
    conversation: carried?.conversation ?? conversation,
    visitorId: visitor?.id,
    left,
    carried,
  };
}

async function anonymousVisitor(trx: Queries, request: SignInRequest): Promise<ContactRow | undefined> {
  const { siteId, channel, token, visitorId } = request;
  if (visitorId) return findContactById(trx, visitorId);
  return token ? findContact(trx, { siteId, channel, externalId: hashToken(token) }) : undefined;
}

/** The user's contact and the conversation he used last; undefined when he was erased. */
export async function userSession(
  database: Database,
  contactId: string,
  request: SessionRequest,
  greeting: Greeting,
): Promise<{ contact: ContactRow; conversation: ConversationRow } | undefined> {
  const contact = await findContactById(database.read, contactId);
  if (!contact) return undefined;
  const conversation =
    (await latestConversation(database.read, request.siteId, contactId)) ??
    (await database.write((trx) => beginConversation(trx, contact, request, greeting))).conversation;
  return { contact, conversation };
}
