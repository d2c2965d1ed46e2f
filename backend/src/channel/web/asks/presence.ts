import { z } from 'zod';
import { defineAsk } from '../ask.ts';

export const messageRead = defineAsk({
  event: 'message:read',
  schema: z.object({ seq: z.int().min(1) }),
  async answer({ conversations }, { conversationId }, { seq }) {
    await conversations.markRead(conversationId, 'visitor', seq);
    return {};
  },
});

export const typingSet = defineAsk({
  event: 'typing:set',
  schema: z.object({ on: z.boolean() }),
  async answer({ tellOthers }, visitor, { on }) {
    tellOthers(visitor, 'typing:changed', { on, by: { name: visitor.name } });
    return {};
  },
});
