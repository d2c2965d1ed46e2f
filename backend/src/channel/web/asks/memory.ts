import { z } from 'zod';
import { defineAsk } from '../ask.ts';

const SHOWN = 200;

export const memoryRead = defineAsk({
  event: 'memory:read',
  schema: z.object({}).transform(() => ({})),
  async answer({ memory }, { contactId }) {
    const { items, total } = await memory.read(contactId, { limit: SHOWN });
    return { total, items: items.map(({ id, text, channel, at }) => ({ id, text, channel, at })) };
  },
});

export const memoryErase = defineAsk({
  event: 'memory:erase',
  schema: z.object({ id: z.string().min(1).max(64).optional() }),
  async answer({ memory }, { contactId }, { id }) {
    return { erased: await memory.erase(contactId, id) };
  },
});
