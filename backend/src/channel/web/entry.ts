import type { Handshake } from '@agent-chat/sdk/protocol';
import { isUserToken, type Identities } from '../../access/identities.ts';
import type { Site } from '../../content/kinds/site.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import type { UserSession } from '../../conversation/conversation-users.ts';
import type { SessionRequest } from '../../conversation/sessions.ts';

export interface EntryOptions {
  conversations: Conversations;
  identities: Identities;
  offeredLocale(site: Site, wanted: string | undefined): string;
}

/** Who comes in, and by what: an identity before a user's token, and that before a visitor's. */
export type Entry = Pick<Handshake, 'identity' | 'token' | 'locale' | 'conversationId' | 'afterSeq'> &
  Pick<SessionRequest, 'admitNewcomer'> & {
    /** The anonymous visitor whom an open page has had. */
    visitorId?: string;
  };

export interface Entered extends UserSession {
  isUser: boolean;
}

export function createEntry({ conversations, identities, offeredLocale }: EntryOptions) {
  async function signIn(site: Site, identity: string, { visitorId, ...entry }: Entry): Promise<Entered> {
    const { locale: signedLocale, ...user } = await identities.verify(site.id, identity);
    const locale = offeredLocale(site, signedLocale ?? entry.locale);
    const request = { ...entry, ...at(site), locale };
    let session = await conversations.signIn({ ...request, user, visitorId });
    const { contact, conversation } = session;
    if (signedLocale && conversation.locale !== locale) {
      await conversations.setLocale(conversation.id, locale);
      session = { ...session, ...(await conversations.openUserSession(contact.id, request)) };
    }
    return { ...session, isUser: true, token: await identities.issue(site.id, contact.id) };
  }

  return async function enter(site: Site, { identity, ...entry }: Entry): Promise<Entered> {
    const request = { ...entry, ...at(site), locale: offeredLocale(site, entry.locale) };
    if (identity) return signIn(site, identity, entry);
    if (!entry.token || !isUserToken(entry.token)) {
      return { ...(await conversations.openSession(request)), isUser: false };
    }
    const session = await conversations.openUserSession(await identities.read(site.id, entry.token), request);
    return { ...session, isUser: true, token: await identities.issue(site.id, session.contact.id) };
  };
}

const at = (site: Site) => ({ siteId: site.id, channel: 'web' });
