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
  async answer({ live }, { conversationId, name, socketId }, { on }) {
    live.emit({ conversationId, event: 'typing:changed', payload: { on, by: { name } }, except: socketId });
    return {};
  },
});
