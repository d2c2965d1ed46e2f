import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { defineAsk } from '../ask.ts';

export const feedbackGive = defineAsk({
  event: 'feedback:give',
  schema: z.object({
    messageId: z.string().min(1).max(64),
    rating: z.enum(['up', 'down', 'none']),
    comment: z.string().max(1000).optional(),
  }),
  async answer({ conversations }, { conversationId }, feedback) {
    if (!(await conversations.holds(conversationId, feedback.messageId))) {
      throw new AppError('NOT_FOUND', 'The message is not in this conversation');
    }
    await conversations.giveFeedback({ conversationId, ...feedback });
    return {};
  },
});
