import { MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { defineAsk } from '../ask.ts';

const name = z.string().min(1).max(64);

export const messageSend = defineAsk({
  event: 'message:send',
  spends: true,
  schema: z.object({
    clientId: z.string().regex(/^[\w-]{8,64}$/),
    text: z
      .string()
      .max(MAX_TEXT_LENGTH)
      .refine((text) => text.trim() !== '', 'is empty'),
    pick: z.object({ messageId: name, value: name }).optional(),
    scenario: name.optional(),
    replyTo: name.optional(),
  }),
  async answer({ conversations, spend }, visitor, { clientId, text, pick, scenario, replyTo }) {
    spend(visitor);
    const { conversationId, name: authorName } = visitor;
    const message = { conversationId, channel: 'web', authorName, clientId, text, pick, scenario, replyTo };
    const received = await conversations.receive(message, visitor.socketId);
    return { message: received.message };
  },
});
