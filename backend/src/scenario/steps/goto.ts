import { z } from 'zod';
import { stepId } from '../step-schema.ts';
import { defineStep } from '../step.ts';

/** Goes on at another step. */
export const goto = defineStep({
  type: 'goto',
  schema: z.strictObject({ next: stepId }),
  links: ({ next }) => [next],
  fallsThrough: () => false,
  run: ({ next }) => ({ kind: 'next', to: next }),
});
