import { z } from 'zod';
import type { ContentKind } from '../content/content-kind.ts';
import { parseYaml } from '../content/yaml.ts';

const lines = z
  .string()
  .default('')
  .transform((text) => text.split('\n').flatMap((line) => line.trim() || []))
  .describe('Questions, one a line');

const questions = z.strictObject({
  asked: z
    .record(z.string(), lines)
    .default({})
    .describe('How visitors ask for an entry of the FAQ or a service, by its id'),
  unanswered: lines.describe('What visitors ask and nothing here answers'),
});

/** How visitors of one language ask, in their own words. */
export type Questions = z.output<typeof questions>;

export const noQuestions: Questions = { asked: {}, unanswered: [] };

export function questionsSchema(): typeof questions {
  return questions;
}

/** `knowledge/questions.<tag>.yaml`. */
export const questionsKind: ContentKind<Questions> = {
  name: 'questions',
  matches: (path) => /^knowledge\/questions\.[A-Za-z0-9-]+\.yaml$/.test(path),
  parse: (text) => parseYaml<Questions>(text, questions),
};
