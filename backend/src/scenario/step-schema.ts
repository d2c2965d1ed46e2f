import { z } from 'zod';

/** The parts that the schemas of steps are made of. */
export const stepId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/)
  .describe('Id of a step of this scenario');

export const scenarioId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/)
  .describe('Id of a scenario: the name of its file');

export { textKey as word } from '../content/text-key.ts';

export const answerKey = z
  .string()
  .regex(/^[a-z]\w{0,39}$/)
  .describe('Name under which an answer is kept');

export const choiceValue = z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/);

const expected = z.union([z.boolean(), z.string(), z.array(z.string()).min(1)]);

export const conditions = z
  .record(answerKey, expected)
  .describe('All must hold: a value, one of several values, or true (answered) and false (not answered)');

export type Conditions = z.output<typeof conditions>;
