import { createLimiter } from '../access/rate-limit.ts';
import { consentVersion } from '../content/kinds/site.ts';
import { findLocale } from '../content/locale-tag.ts';
import { textFor } from '../content/local-text.ts';
import type { SiteTexts } from '../content/site-view.ts';
import type { Conversations } from '../conversation/conversations.ts';
import type { LocatedPerson } from '../conversation/sessions.ts';
import { AppError } from '../errors.ts';
import type { Files } from '../file/files.ts';
import { certaintyOf, chooseLanguage, type LanguageChoice } from '../language/choose-language.ts';
import type { FirstWords } from '../language/first-words.ts';
import type { LanguageReader } from '../language/read-language.ts';
import type { Inbound, Intake, Person } from './channel.ts';
import { keepInbound } from './inbound-files.ts';

export interface IntakeOptions {
  conversations: Conversations;
  sites: SiteTexts;
  reader: LanguageReader;
  hearFirstWords: FirstWords;
  files: Files;
  /** Messages of one person in a minute. */
  messagesPerMinute: number;
}

/** The one way in for channels that know only a person and an address. */
export function createIntake(options: IntakeOptions): Intake {
  const { conversations, sites, files, reader, hearFirstWords, messagesPerMinute } = options;
  const limit = createLimiter({ points: messagesPerMinute, seconds: 60 });

  function languageFor({ siteId, locale }: Person, text?: string): LanguageChoice {
    return chooseLanguage({ channel: locale, text }, sites.localesOf(siteId));
  }

  function spoken(person: Person): LocatedPerson {
    const { locale, reason: languageReason } = languageFor(person);
    return { ...person, locale, languageReason };
  }

  /** Whose channel names no language that is offered is met in that of his first words. */
  async function spokenBy(person: Person, { text, pick, scenario }: Inbound): Promise<LocatedPerson> {
    const { locale, reason } = languageFor(person);
    const isSure = certaintyOf(reason) !== 'guessed' || pick || scenario;
    if (isSure) return { ...person, locale, languageReason: reason };
    const known = await conversations.atAddress(person.channel, person.address);
    if (known) await hearFirstWords(known, text);
    const heard = known ? undefined : await reader.read(text, locale, sites.localesOf(person.siteId));
    const met = languageFor(person, heard);
    return { ...person, locale: met.locale, languageReason: met.reason };
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
      const who: Person = { siteId, channel, externalId, address, name: sender.name ?? '', locale: sender.locale };
      const taken = limit.take(`${channel} ${externalId}`);
      if (!taken.ok) {
        throw new AppError('RATE_LIMITED', 'Too many messages in a short time', { retryAfter: taken.retryAfter });
      }
      if (!(await isAgreed(who))) return 'consent-required';
      if (pick && !(await conversations.isPickable(channel, address, pick.messageId))) return 'stale-pick';
      const person = await spokenBy(who, inbound);
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
      return { ...consent, text: textFor(consent.text, known?.locale ?? languageFor(person).locale) };
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
      if (!conversation) return;
      const offered = sites.localesOf(conversation.site_id);
      await conversations.setLocale(conversation.id, findLocale(locale, offered) ?? offered[0]!);
    },
    languages: (siteId) => sites.localesOf(siteId),
    languageFor: (person) => languageFor(person).locale,
    localeOf: async (channel, address) => (await conversations.atAddress(channel, address))?.locale,
  };
}
