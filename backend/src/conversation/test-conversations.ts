import type { TestContext } from 'node:test';
import { attachments } from '../file/attach.ts';
import { createTestDatabase } from '../store/test-database.ts';
import { createConversations, type ConversationsOptions } from './conversations.ts';
import { createLive, type LiveEvent } from './live.ts';
import type { Person } from './person.ts';

/** The core on a real database, with what it told and whom it woke. */
export async function createTestConversations(t: TestContext, overrides: Partial<ConversationsOptions> = {}) {
  const database = await createTestDatabase(t);
  const live = createLive();
  const told: LiveEvent[] = [];
  const woken = { turns: 0, deliveries: 0, tookOver: 0 };
  live.subscribe((event) => told.push(event));
  const conversations = createConversations({
    database,
    live,
    attachments,
    greeting: (_siteId, locale) => ({
      role: 'agent',
      author: { name: 'Robin' },
      channel: 'agent',
      text: `greeting ${locale}`,
    }),
    proactive: (_siteId, rule, locale) => ({
      role: 'agent',
      author: { name: 'Robin' },
      channel: 'agent',
      text: `${rule} ${locale}`,
    }),
    operatorAsked: (_siteId, locale) => ({
      role: 'agent',
      author: { name: 'Robin' },
      channel: 'agent',
      text: `operator asked ${locale}`,
    }),
    notices: {
      linked: (_locale, channel, name) => `${channel} ${name} linked`,
      unlinked: (_locale, channel) => `${channel} unlinked`,
      lost: (_locale, channel) => `${channel} lost`,
      closed: () => 'closed',
    },
    stepOf: async () => undefined,
    waitingQuestion: async () => [],
    offerTurns: () => undefined,
    foreseeTurns: () => undefined,
    beginTurns: () => undefined,
    wakeTurns: () => (woken.turns += 1),
    wakeDeliveries: () => (woken.deliveries += 1),
    tookOver: () => (woken.tookOver += 1),
    ...overrides,
  });
  const open = (token?: string) =>
    conversations.openSession({
      siteId: 'default',
      channel: 'web',
      locale: 'en',
      token,
      admitNewcomer: () => undefined,
    });
  return { database, live, told, woken, conversations, open };
}

let clients = 0;
export const said = (
  conversationId: string,
  text: string,
  clientId = `client-${String(++clients).padStart(6, '0')}`,
) => ({
  conversationId,
  channel: 'web',
  authorName: '',
  text,
  clientId,
});

export const anna: Person & { locale: string } = {
  siteId: 'default',
  channel: 'telegram',
  externalId: '77',
  address: '77',
  name: 'Anna',
  locale: 'en',
};
