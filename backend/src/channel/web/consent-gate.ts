import type { ConsentView } from '@agent-chat/sdk/protocol';
import { consentVersion, type Site } from '../../content/kinds/site.ts';
import { textFor } from '../../content/local-text.ts';
import { consentRequired } from '../../conversation/consent-required.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import type { AskContext, Visitor } from './ask.ts';

export interface ConsentGateOptions {
  conversations: Conversations;
  siteById(id: string): Site | undefined;
  /** Tells it to all sockets of the contact. */
  tell(contactId: string, change: (visitor: Visitor) => Promise<ConsentView | undefined>): void;
}

export type ConsentGate = ReturnType<typeof createConsentGate>;

/** Where a site asks for consent, nothing is taken in before it was given. Known by the socket, so that a message asks no database. */
export function createConsentGate({ conversations, siteById, tell }: ConsentGateOptions) {
  const versionFor = ({ siteId }: Visitor) => consentVersion(siteById(siteId));

  async function isGiven(visitor: Visitor): Promise<boolean> {
    const version = versionFor(visitor);
    if (version === undefined || visitor.consent === version) return true;
    if (!(await conversations.hasConsent(visitor.contactId, version))) return false;
    visitor.consent = version;
    return true;
  }

  /** Undefined where the site asks for nothing. */
  async function view(visitor: Visitor, locale: string): Promise<ConsentView | undefined> {
    const consent = siteById(visitor.siteId)?.consent;
    if (!consent) return undefined;
    const { text, url } = consent;
    return { text: textFor(text, locale), ...(url && { url }), given: await isGiven(visitor) };
  }

  async function viewNow(visitor: Visitor): Promise<ConsentView | undefined> {
    if (versionFor(visitor) === undefined) return undefined;
    return view(visitor, (await conversations.find(visitor.conversationId)).locale);
  }

  const asks: Pick<AskContext, 'requireConsent' | 'giveConsent' | 'withdrawConsent' | 'tellConsent'> = {
    async requireConsent(visitor) {
      if (await isGiven(visitor)) return;
      asks.tellConsent(visitor);
      throw consentRequired();
    },
    async giveConsent(visitor) {
      const version = versionFor(visitor);
      if (version === undefined) return;
      await conversations.giveConsent({ contactId: visitor.contactId, version, channel: 'web' });
      asks.tellConsent(visitor);
    },
    async withdrawConsent(visitor) {
      await conversations.withdrawConsent(visitor.contactId);
      tell(visitor.contactId, (other) => {
        other.consent = undefined;
        return viewNow(other);
      });
    },
    tellConsent: ({ contactId }) => tell(contactId, viewNow),
  };

  return { ...asks, view };
}
