import { createLimiter } from '../access/rate-limit.ts';
import { consentVersion } from '../content/kinds/site.ts';
import { textFor } from '../content/local-text.ts';
import type { SiteTexts } from '../content/site-view.ts';
import type { Words } from '../content/words.ts';
import type { Conversations } from '../conversation/conversations.ts';
import { AppError } from '../errors.ts';
import type { Files } from '../file/files.ts';
import type { Intake, Person } from './channel.ts';
import { keepInbound } from './inbound-files.ts';

export interface IntakeOptions {
  conversations: Conversations;
  sites: SiteTexts;
  words: Words;
  files: Files;
  /** Messages of one person in a minute. */
  messagesPerMinute: number;
}

/** The one way in for channels that know only a person and an address. */
export function createIntake({ conversations, sites, words, files, messagesPerMinute }: IntakeOptions): Intake {
  const limit = createLimiter({ points: messagesPerMinute, seconds: 60 });
  const spoken = (person: Person) => ({ ...person, locale: localeFor(person) });

  /** The person's own language where the site offers it. */
  function localeFor({ siteId, locale }: Person): string {
    const offered = sites.site(siteId)?.locales ?? words.locales();
    const matched = words.match(locale);
    return offered.includes(matched) ? matched : (offered[0] ?? matched);
  }

  async function isAgreed({ siteId, channel, address }: Person): Promise<boolean> {
    const version = consentVersion(sites.site(siteId));
    if (version === undefined) return true;
    const conversation = await conversations.atAddress(channel, address);
    return conversation !== undefined && conversations.hasConsent(conversation.contact_id, version);
  }

  return {
    async receive(inbound) {
      const { siteId, channel, externalId, address, sender, text, pick, scenario, externalMessageId } = inbound;
      const person = spoken({ siteId, channel, externalId, address, name: sender.name ?? '', locale: sender.locale });
      const taken = limit.take(`${channel} ${externalId}`);
      if (!taken.ok) {
        throw new AppError('RATE_LIMITED', 'Too many messages in a short time', { retryAfter: taken.retryAfter });
      }
      if (!(await isAgreed(person))) return 'consent-required';
      if (pick && !(await conversations.isPickable(channel, address, pick.messageId))) return 'stale-pick';
      const said = { text, pick, scenario, externalId: externalMessageId };
      if (!inbound.files?.length) return { ...(await conversations.receiveFrom(person, said)), refused: [] };
      const { contact_id: contactId, site_id } = await conversations.join(person);
      const rules = sites.site(site_id)?.uploads ?? { maxMegabytes: 0, types: [] };
      const { ids, refused, isRepeat } = await keepInbound(files, inbound, { contactId, channel, rules });
      if (isRepeat || (ids.length === 0 && text.trim() === '')) return { duplicate: isRepeat, refused };
      return { ...(await conversations.receiveFrom(person, { ...said, files: ids })), refused };
    },
    async consentText(person) {
      const consent = sites.site(person.siteId)?.consent;
      if (!consent) return undefined;
      const known = await conversations.atAddress(person.channel, person.address);
      return { ...consent, text: textFor(consent.text, known?.locale ?? localeFor(person)) };
    },
    async giveConsent(person) {
      const version = consentVersion(sites.site(person.siteId));
      if (version === undefined) return;
      const { contact_id: contactId } = await conversations.join(spoken(person));
      await conversations.giveConsent({ contactId, version, channel: person.channel });
    },
    async inspectLink(token) {
      const found = await conversations.inspectLink(token);
      if (typeof found === 'string') return { ok: false, reason: found };
      const { site_id: siteId, locale } = found.conversation;
      return { ok: true, siteName: textFor(sites.site(siteId)?.name ?? '', locale), locale };
    },
    async confirmLink(token, person) {
      const joined = await conversations.confirmLink(token, person);
      return typeof joined === 'string' ? { ok: false, reason: joined } : { ok: true };
    },
    removeLink: (channel, address, externalMessageId) =>
      conversations.leaveLink(channel, address, `${channel} ${externalMessageId}`),
    greet: (person, externalMessageId) =>
      conversations.greetAt(spoken(person), `${person.channel} ${externalMessageId}`),
    requestOperator: (person) => conversations.requestOperatorAt(spoken(person)),
    async setLocale(channel, address, locale) {
      const conversation = await conversations.atAddress(channel, address);
      if (conversation) await conversations.setLocale(conversation.id, words.match(locale));
    },
    localeOf: async (channel, address) => (await conversations.atAddress(channel, address))?.locale,
  };
}
