import { z } from 'zod';
import { defineAsk } from '../ask.ts';

export const identitySet = defineAsk({
  event: 'identity:set',
  spends: true,
  schema: z.object({ identity: z.string().max(4096) }),
  answer({ identify, spend }, visitor, { identity }) {
    spend(visitor);
    return identify(visitor, identity);
  },
});
