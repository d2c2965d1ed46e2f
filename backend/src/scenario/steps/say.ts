import { z } from 'zod';
import { sayText } from '../say.ts';
import { stepId, word } from '../step-schema.ts';
import { defineStep } from '../step.ts';

/** Says a text and goes on. */
export const say = defineStep({
  type: 'say',
  schema: z.strictObject({ text: word, next: stepId.optional() }),
  links: ({ next }) => [next],
  fallsThrough: ({ next }) => next === undefined,
  run: ({ text, next }, state) => ({ kind: 'next', to: next, says: [sayText(text, state)] }),
});
