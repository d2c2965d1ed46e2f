import { MAX_COMMENT_LENGTH, MAX_LIST_PAGE } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { defineAsk } from '../ask.ts';

const nothing = z.object({}).transform(() => ({}));
const id = z.string().min(1).max(64);

export const localeSet = defineAsk({
  event: 'locale:set',
  schema: z.object({ locale: z.string().min(2).max(35) }),
  async answer({ conversations, offeredLocale, tellConsent }, visitor, { locale }) {
    const conversation = await conversations.setLocale(visitor.conversationId, offeredLocale(visitor, locale));
    tellConsent(visitor);
    return { conversation };
  },
});

export const conversationNew = defineAsk({
  event: 'conversation:new',
  spends: true,
  schema: nothing,
  async answer({ conversations, turns, move, spend }, visitor) {
    spend(visitor);
    turns.stopTurn(visitor.conversationId);
    const begun = await conversations.startNew(visitor.conversationId);
    move(visitor, begun.conversation.id);
    return begun;
  },
});

export const conversationClose = defineAsk({
  event: 'conversation:close',
  spends: true,
  schema: nothing,
  async answer({ conversations, spend }, visitor) {
    spend(visitor);
    return { conversation: await conversations.close(visitor.conversationId) };
  },
});

export const conversationRate = defineAsk({
  event: 'conversation:rate',
  schema: z.object({ rating: z.int().min(1).max(5), comment: z.string().max(MAX_COMMENT_LENGTH).optional() }),
  async answer({ conversations }, { conversationId }, rating) {
    return { conversation: await conversations.rate(conversationId, rating) };
  },
});

export const conversationList = defineAsk({
  event: 'conversation:list',
  schema: z.object({ before: id.optional(), limit: z.int().min(1).max(MAX_LIST_PAGE) }),
  answer: ({ conversations }, { siteId, contactId }, page) => conversations.past({ siteId, contactId, ...page }),
});

export const conversationResume = defineAsk({
  event: 'conversation:resume',
  schema: z.object({ id }),
  async answer({ conversations, move }, visitor, { id: wanted }) {
    const resumed = await conversations.resume(visitor.conversationId, wanted);
    move(visitor, wanted);
    return resumed;
  },
});
