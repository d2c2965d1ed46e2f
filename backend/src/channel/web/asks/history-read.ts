import { MAX_HISTORY_PAGE } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { defineAsk } from '../ask.ts';

const seq = z.int().min(0);

export const historyRead = defineAsk({
  event: 'history:read',
  schema: z.object({
    beforeSeq: seq.optional(),
    afterSeq: seq.optional(),
    limit: z.int().min(1).max(MAX_HISTORY_PAGE),
  }),
  async answer({ conversations }, { conversationId }, range) {
    const messages = await conversations.history(conversationId, range);
    return { messages, hasEarlier: (messages[0]?.seq ?? 1) > 1 };
  },
});
