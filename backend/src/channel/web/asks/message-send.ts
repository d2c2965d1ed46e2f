import { MAX_FILES, MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { defineAsk } from '../ask.ts';

const name = z.string().min(1).max(64);
const MOST_FIELDS = 20;
const formValues = z
  .record(name, z.string().max(2000))
  .refine((values) => Object.keys(values).length <= MOST_FIELDS, `has more than ${MOST_FIELDS} fields`);

export const messageSend = defineAsk({
  event: 'message:send',
  spends: true,
  schema: z
    .object({
      clientId: z.string().regex(/^[\w-]{8,64}$/),
      text: z.string().max(MAX_TEXT_LENGTH),
      pick: z.object({ messageId: name, value: name }).optional(),
      form: z.object({ messageId: name, values: formValues }).optional(),
      files: z.array(name).min(1).max(MAX_FILES).optional(),
      scenario: name.optional(),
      replyTo: name.optional(),
    })
    .refine(({ text, files }) => text.trim() !== '' || files, { path: ['text'], message: 'is empty' }),
  async answer({ conversations, requireConsent, hearFirst, spend }, visitor, message) {
    spend(visitor);
    await requireConsent(visitor);
    const isTyped = !message.pick && !message.form && message.scenario === undefined;
    if (visitor.isGuessed && isTyped) await hearFirst(visitor, message.text);
    const { conversationId, name: authorName, socketId } = visitor;
    const said = { ...message, conversationId, channel: 'web', authorName };
    const received = await conversations.receive(said, socketId);
    return { message: received.message };
  },
});
