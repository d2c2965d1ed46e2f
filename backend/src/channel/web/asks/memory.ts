import { MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import type { RememberedItem } from '../../../memory/memory.ts';
import { defineAsk } from '../ask.ts';

const PAGE = 200;
const id = z.string().min(1).max(64);

export const memoryRead = defineAsk({
  event: 'memory:read',
  schema: z.object({ before: id.optional() }),
  async answer({ memory }, { contactId }, { before }) {
    const { items, total } = await memory.read(contactId, { limit: PAGE, before });
    return { total, items: items.map(asShown) };
  },
});

export const memoryErase = defineAsk({
  event: 'memory:erase',
  schema: z.object({ id: id.optional() }),
  async answer({ memory, withdrawConsent }, visitor, { id: item }) {
    const erased = await memory.erase(visitor.contactId, item);
    if (item === undefined) await withdrawConsent(visitor);
    return { erased };
  },
});

export const memoryCorrect = defineAsk({
  event: 'memory:correct',
  schema: z.object({ id, text: z.string().trim().min(1).max(MAX_TEXT_LENGTH) }),
  async answer({ memory }, { contactId }, { id: item, text }) {
    const corrected = await memory.correct(contactId, item, text.toWellFormed());
    if (!corrected) throw new AppError('NOT_FOUND', 'This is not remembered');
    return { item: asShown(corrected) };
  },
});

function asShown({ id: item, text, channel, at, correctedAt }: RememberedItem) {
  return { id: item, text, channel, at, ...(correctedAt && { correctedAt }) };
}
