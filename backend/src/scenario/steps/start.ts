import { z } from 'zod';
import { sayText } from '../say.ts';
import { scenarioId, word } from '../step-schema.ts';
import { defineStep } from '../step.ts';

/** Ends here and starts another scenario, which inherits the answers. */
export const start = defineStep({
  type: 'start',
  schema: z.strictObject({ scenario: scenarioId, text: word.optional() }),
  ends: true,
  run: ({ scenario, text }, state) => ({
    kind: 'end',
    says: text ? [sayText(text, state)] : [],
    effects: [{ type: 'start', scenario }],
  }),
});
