import { z } from 'zod';
import { defineAsk } from '../ask.ts';

export const operatorRequest = defineAsk({
  event: 'operator:request',
  spends: true,
  schema: z.object({}).transform(() => ({})),
  async answer({ conversations, requireConsent, spend }, visitor) {
    spend(visitor);
    await requireConsent(visitor);
    await conversations.requestOperator(visitor.conversationId);
    return {};
  },
});
