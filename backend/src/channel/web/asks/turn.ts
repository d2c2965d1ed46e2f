import { z } from 'zod';
import { defineAsk } from '../ask.ts';

const nothing = z.object({}).transform(() => ({}));

export const turnStop = defineAsk({
  event: 'turn:stop',
  schema: nothing,
  async answer({ turns }, { conversationId }) {
    turns.stopTurn(conversationId);
    return {};
  },
});

export const turnRetry = defineAsk({
  event: 'turn:retry',
  spends: true,
  schema: nothing,
  async answer({ turns, spend }, visitor) {
    spend(visitor);
    await turns.retry(visitor.conversationId);
    return {};
  },
});
