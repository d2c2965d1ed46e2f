import { MAX_CONTEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { isTimeZone } from '../../content/kinds/office-hours.ts';

const fact = z.union([z.string(), z.number(), z.boolean()]);

/** Where a visitor is, as his page says. */
export const pageSchema = z.object({
  url: z.string().max(2000),
  title: z.string().max(300).optional(),
  context: z
    .record(z.string(), fact)
    .refine(
      (context) => JSON.stringify(context).length <= MAX_CONTEXT_LENGTH,
      `at most ${MAX_CONTEXT_LENGTH} characters`,
    )
    .optional(),
  timeZone: z.string().max(64).refine(isTimeZone).optional().catch(undefined),
});
