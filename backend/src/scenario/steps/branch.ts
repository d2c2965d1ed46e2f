import { z } from 'zod';
import { holds } from '../conditions.ts';
import { conditions, stepId } from '../step-schema.ts';
import { defineStep } from '../step.ts';

/** Goes on at the first case whose conditions hold, else at `otherwise` or the step below. */
export const branch = defineStep({
  type: 'branch',
  schema: z.strictObject({
    cases: z.array(z.strictObject({ when: conditions, next: stepId })).min(1),
    otherwise: stepId.optional(),
  }),
  links: ({ cases, otherwise }) => [...cases.map(({ next }) => next), otherwise],
  fallsThrough: ({ otherwise }) => otherwise === undefined,
  run: ({ cases, otherwise }, { answers }) => ({
    kind: 'next',
    to: cases.find(({ when }) => holds(when, answers))?.next ?? otherwise,
  }),
});
