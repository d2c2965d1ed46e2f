import { z } from 'zod';
import { defineAsk } from '../ask.ts';

export const localeSet = defineAsk({
  event: 'locale:set',
  schema: z.object({ locale: z.string().min(2).max(35) }),
  async answer({ conversations, words }, { conversationId }, { locale }) {
    return { conversation: await conversations.setLocale(conversationId, words.match(locale)) };
  },
});

export const conversationNew = defineAsk({
  event: 'conversation:new',
  spends: true,
  schema: z.object({}).transform(() => ({})),
  async answer({ conversations, turns, move, spend }, visitor) {
    spend(visitor);
    turns.stopTurn(visitor.conversationId);
    const begun = await conversations.startNew(visitor.conversationId);
    move(visitor, begun.conversation.id);
    return begun;
  },
});
