import { MAX_EVENT_LENGTH } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { eventName } from '../../../content/kinds/proactive.ts';
import { defineAsk } from '../ask.ts';

const fits = (data: unknown): boolean => (JSON.stringify(data) ?? '').length <= MAX_EVENT_LENGTH;
const proactive = z.object({ rule: z.string().min(1).max(40) });

export const pageEvent = defineAsk({
  event: 'page:event',
  spends: true,
  schema: z.object({
    name: eventName,
    data: z.json().refine(fits, `is longer than ${MAX_EVENT_LENGTH} characters of JSON`).optional(),
  }),
  async answer({ conversations, requireConsent, spendEvent }, visitor, { name, data }) {
    spendEvent(visitor);
    const rule = name === 'proactive' ? proactive.safeParse(data).data?.rule : undefined;
    if (rule !== undefined) return { message: await conversations.sayProactively(visitor.conversationId, rule) };
    await requireConsent(visitor);
    await conversations.addPageEvent(visitor.conversationId, { name, data });
    return {};
  },
});
