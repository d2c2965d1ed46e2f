import type { Handshake } from '@agent-chat/sdk/protocol';
import { isUserToken, type Identities } from '../../access/identities.ts';
import type { Site } from '../../content/kinds/site.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import type { UserSession } from '../../conversation/conversation-users.ts';
import type { SessionRequest } from '../../conversation/sessions.ts';
import { chooseLanguage, reconsiderLanguage, type LanguageEvidence } from '../../language/choose-language.ts';

export interface EntryOptions {
  conversations: Conversations;
  identities: Identities;
  /** The languages that the site offers. */
  localesOf(site: Site): string[];
}

/** Who comes in, and by what: an identity before a user's token, and that before a visitor's. */
export type Entry = Pick<Handshake, 'identity' | 'token' | 'conversationId' | 'afterSeq'> &
  Pick<SessionRequest, 'admitNewcomer'> & {
    /** The anonymous visitor whom an open page has had. */
    visitorId?: string;
    /** What is known of his language, but what his site has signed. */
    language: LanguageEvidence;
  };

export interface Entered extends UserSession {
  isUser: boolean;
}

type Unspoken = Omit<Entry, 'identity' | 'language'>;

export function createEntry({ conversations, identities, localesOf }: EntryOptions) {
  function requestOf(site: Site, entry: Unspoken, evidence: LanguageEvidence) {
    const { locale, reason: languageReason } = chooseLanguage(evidence, localesOf(site));
    return { ...entry, siteId: site.id, channel: 'web', locale, languageReason };
  }

  async function signIn(
    site: Site,
    identity: string,
    { language, ...entry }: Omit<Entry, 'identity'>,
  ): Promise<Entered> {
    const { locale: profile, ...user } = await identities.verify(site.id, identity);
    const evidence = { ...language, profile };
    const request = requestOf(site, entry, evidence);
    const session = await conversations.signIn({ ...request, user });
    const token = await identities.issue(site.id, session.contact.id);
    return { ...(await spokenWith(site, session, { request, evidence })), isUser: true, token };
  }

  async function comeBack(site: Site, { language, ...entry }: Omit<Entry, 'identity'>): Promise<Entered> {
    const request = requestOf(site, entry, language);
    const how = { request, evidence: language };
    if (!entry.token || !isUserToken(entry.token)) {
      return { ...(await spokenWith(site, await conversations.openSession(request), how)), isUser: false };
    }
    const contactId = await identities.read(site.id, entry.token);
    const session = await conversations.openUserSession(contactId, request);
    return {
      ...(await spokenWith(site, session, how)),
      isUser: true,
      token: await identities.issue(site.id, contactId),
    };
  }

  /** What the page or its site says of the language now may be something else than when the conversation began. */
  async function spokenWith<S extends UserSession>(
    site: Site,
    session: S,
    { request, evidence }: { request: SessionRequest; evidence: LanguageEvidence },
  ): Promise<S> {
    const { id, locale, language_reason: reason } = session.conversation;
    const now = reconsiderLanguage({ locale, reason }, evidence, localesOf(site));
    if (now.locale === locale) return session;
    await conversations.setLocale(id, now.locale, now.reason);
    return conversations.readAgain(session, request);
  }

  return ({ identity, ...entry }: Entry, site: Site): Promise<Entered> =>
    identity ? signIn(site, identity, entry) : comeBack(site, entry);
}
