import type { Message } from '@agent-chat/sdk/protocol';
import { matchLocale } from '../../backend/src/content/locale-tag.ts';
import type { Inbound, Intake, LinkRefusal, Person } from '../../backend/src/channel/channel.ts';

export interface RecordingIntake extends Intake {
  /** What was received, without repeats. */
  readonly received: Inbound[];
  /** Calls of `receive`, repeats among them. */
  readonly calls: Inbound[];
  readonly greeted: Person[];
  readonly confirmed: { token: string; person: Person }[];
  readonly links: Map<string, { siteName: string; locale: string; state: 'open' | LinkRefusal }>;
  /** By `channel address`. */
  readonly locales: Map<string, string>;
  readonly linked: Set<string>;
  /** Who asked for a person. */
  readonly asked: Person[];
  /** Where it is set, nothing is received before {@link Intake.giveConsent}. */
  consent?: { text: string; url?: string };
  /** Awaited before anything is stored: a test lets storing hang or fail. */
  gate: () => Promise<void>;
}

/** The house in memory, as far as a channel sees it. */
export function createRecordingIntake(): RecordingIntake {
  const greetings = new Set<string>();
  const intake: RecordingIntake = {
    received: [],
    calls: [],
    greeted: [],
    confirmed: [],
    links: new Map(),
    locales: new Map(),
    linked: new Set(),
    asked: [],
    gate: async () => undefined,
    async receive(inbound) {
      intake.calls.push(inbound);
      await intake.gate();
      if (intake.consent) return 'consent-required';
      const sameId = ({ externalMessageId }: Inbound) => externalMessageId === inbound.externalMessageId;
      const duplicate = intake.received.some(sameId);
      if (!duplicate) intake.received.push(inbound);
      return { message: messageOf(inbound, intake.received.findIndex(sameId) + 1), duplicate, refused: [] };
    },
    async requestOperator(person) {
      const isNew = !intake.asked.some(({ address }) => address === person.address);
      if (isNew) intake.asked.push(person);
      return isNew;
    },
    consentText: async () => intake.consent,
    async giveConsent() {
      delete intake.consent;
    },
    async inspectLink(token) {
      const { siteName, locale, state } = intake.links.get(token) ?? {
        siteName: '',
        locale: '',
        state: 'unknown' as const,
      };
      return state === 'open' ? { ok: true, siteName, locale } : { ok: false, reason: state };
    },
    async confirmLink(token, person) {
      const link = intake.links.get(token);
      if (link?.state !== 'open') return { ok: false, reason: link?.state ?? 'unknown' };
      link.state = 'used';
      intake.confirmed.push({ token, person });
      intake.linked.add(`${person.channel} ${person.address}`);
      intake.locales.set(`${person.channel} ${person.address}`, link.locale);
      return { ok: true };
    },
    removeLink: async (channel, address) => intake.linked.delete(`${channel} ${address}`),
    async greet(person, externalMessageId) {
      await intake.gate();
      if (greetings.has(externalMessageId)) return;
      greetings.add(externalMessageId);
      intake.greeted.push(person);
      intake.locales.set(`${person.channel} ${person.address}`, person.locale ?? 'en');
    },
    async setLocale(channel, address, locale) {
      intake.locales.set(`${channel} ${address}`, locale);
    },
    languages: () => ['en', 'ru'],
    languageFor: ({ locale }) => matchLocale(locale, ['en', 'ru']),
    localeOf: async (channel, address) => intake.locales.get(`${channel} ${address}`),
  };
  return intake;
}

function messageOf({ channel, sender, text }: Inbound, seq: number): Message {
  return {
    id: `message-${seq}`,
    conversationId: 'conversation',
    seq,
    role: 'visitor',
    author: { name: sender.name ?? '' },
    channel,
    text,
    blocks: [],
    status: 'complete',
    createdAt: new Date().toISOString(),
  };
}
