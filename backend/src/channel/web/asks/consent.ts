import { z } from 'zod';
import { defineAsk } from '../ask.ts';

export const consentGive = defineAsk({
  event: 'consent:give',
  spends: true,
  schema: z.object({}).transform(() => ({})),
  async answer({ giveConsent, spend }, visitor) {
    spend(visitor);
    await giveConsent(visitor);
    return {};
  },
});
