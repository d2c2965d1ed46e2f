import type { SiteView } from '@agent-chat/sdk';
import { site, type FakeChatOptions } from '@agent-chat/sdk/testing';

/** `agent:greeting.text` → the words of the language. */
export type Words = Record<string, string>;

const NOW = Date.now();
const LOCALES = ['en', 'ru', 'uk', 'de', 'es', 'fr', 'pt-BR', 'zh', 'ar'];
const TYPES = ['image/png', 'application/pdf', 'text/plain'];

/** The upload of a file with this name fails. */
export const LOST_FILE = 'plan.pdf';

export const ownSite: SiteView = { ...site, locales: LOCALES, uploads: { maxMegabytes: 10, types: TYPES } };

/** ISO 8601. */
export const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

export const offer = (words: Words) => ({
  text: words['agent:greeting.text']!,
  createdAt: ago(3000),
  blocks: [
    {
      type: 'choices' as const,
      style: 'quick-replies' as const,
      choices: ['choose', 'prices', 'hours', 'contact'].map((value) => ({
        value,
        label: words[`agent:greeting.replies.${value}`]!,
      })),
    },
  ],
});

export const said = (words: Words): FakeChatOptions => ({
  site: ownSite,
  messages: [
    { ...offer(words), blocks: [] },
    { role: 'visitor', text: words['agent:greeting.questions.prices']!, createdAt: ago(1500) },
    {
      text: words['scenarios:common.consent.retry']!,
      createdAt: ago(9),
      channel: 'telegram',
      citations: [{ title: words['agent:greeting.replies.prices']!, url: 'https://velo.example/prices' }],
    },
  ],
});

export function broken(words: Words): FakeChatOptions {
  const { messages = [], ...state } = said(words);
  const text = words['agent:greeting.questions.hours']!;
  const lost = {
    id: 'x',
    clientId: 'x',
    role: 'visitor' as const,
    text,
    delivery: 'failed' as const,
    createdAt: ago(1),
  };
  const cut = { text: words['agent:greeting.text']!, status: 'partial' as const, createdAt: ago(2) };
  return { ...state, messages: [...messages, { ...lost, error: { code: 'INTERNAL', message: '' } }, cut] };
}

export function form(words: Words): FakeChatOptions {
  const t = (key: string) => words[`scenarios:appointment.${key}`]!;
  const options = ['repair', 'tuneUp', 'fitting'].map((value) => ({ value, label: t(value) }));
  const fields = [
    { name: 'name', kind: 'name' as const, label: t('name') },
    { name: 'phone', kind: 'phone' as const, label: t('phone'), country: 'IE' },
    { name: 'email', kind: 'email' as const, label: t('email'), optional: true },
    { name: 'work', kind: 'select' as const, label: t('work'), options },
    { name: 'day', kind: 'date' as const, label: t('day') },
    { name: 'consent', kind: 'consent' as const, label: t('consent') },
  ];
  const block = { type: 'form' as const, id: 'f', submit: t('submit'), fields };
  return { site: ownSite, messages: [{ text: t('text'), createdAt: ago(1), blocks: [block] }] };
}

export function advice(words: Words): FakeChatOptions {
  const t = (key: string) => words[`scenarios:consultation.${key}`]!;
  const action = { value: 'contact', label: t('further.contact') };
  const card = { title: t('about.maintenance'), text: t('advice.none'), price: '€49', action };
  const cards = ['a', 'b'].map((id) => ({ id, ...card, url: 'https://velo.example/' }));
  const choices = ['repair', 'maintenance', 'comfort', 'storage', 'kids'].map((value) => ({
    value,
    label: t(`about.${value}`),
  }));
  return {
    site: ownSite,
    messages: [
      { text: t('advice.text'), createdAt: ago(2), blocks: [{ type: 'cards', cards }] },
      { text: t('about.ask'), createdAt: ago(1), blocks: [{ type: 'choices', style: 'list', choices }] },
    ],
  };
}

export function asksConsent(words: Words): FakeChatOptions {
  const text = words['scenarios:leadCapture.consent.ask']!;
  const consent = { text, url: 'https://velo.example/privacy', given: false };
  return { site: { ...ownSite, consent }, messages: [offer(words)] };
}

export function away(words: Words): FakeChatOptions {
  const action = { value: 'leave', label: words['agent:away.action']! };
  const opensAt = new Date(NOW + 3 * 86_400_000).toISOString();
  const office = { open: false, opensAt, timezone: 'Europe/Dublin', away: { text: words['agent:away.text']!, action } };
  return { ...said(words), site: { ...ownSite, office } };
}
