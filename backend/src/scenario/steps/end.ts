import { z } from 'zod';
import { sayText } from '../say.ts';
import { word } from '../step-schema.ts';
import { defineStep } from '../step.ts';

/** The scenario is done. */
export const end = defineStep({
  type: 'end',
  schema: z.strictObject({ text: word.optional() }),
  ends: true,
  run: ({ text }, state) => ({ kind: 'end', says: text ? [sayText(text, state)] : [] }),
});
