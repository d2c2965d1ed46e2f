import { z } from 'zod';
import type { ContentKind } from '../content/content-kind.ts';
import { parseYaml } from '../content/yaml.ts';

const list = z.string().describe('Words or phrases, separated by commas');

const synonyms = z.strictObject({
  stop: z.string().default('').describe('Words that carry grammar only, separated by spaces; never compared'),
  light: z
    .string()
    .default('')
    .describe('Everyday words that say little about the subject, separated by spaces; hardly weighed'),
  elsewhere: z
    .string()
    .default('')
    .describe('Everyday words of other subjects, separated by spaces: an entry that does not say them is no answer'),
  heads: z
    .string()
    .default('')
    .describe('Words that compounds begin with and that may be taken off, separated by spaces'),
  facets: z
    .record(z.string(), list)
    .default({})
    .describe(
      'Words that ask for a price, a time, a place …; the names price, when and services are known to the consultant',
    ),
  smalltalk: z.partialRecord(z.enum(['hello', 'thanks', 'bye', 'who']), list).default({}),
  groups: z.array(list).default([]).describe('Words that mean the same'),
  related: z.array(list).default([]).describe('Words that often go together; weighed half'),
});

/** The words of one language, as the built-in consultant compares them. */
export type Synonyms = z.output<typeof synonyms>;
export type SmalltalkKey = keyof Synonyms['smalltalk'];

export const emptySynonyms: Synonyms = synonyms.parse({});

export function synonymsSchema(): typeof synonyms {
  return synonyms;
}

/** `knowledge/synonyms.<tag>.yaml`. */
export const synonymsKind: ContentKind<Synonyms> = {
  name: 'synonyms',
  matches: (path) => /^knowledge\/synonyms\.[A-Za-z0-9-]+\.yaml$/.test(path),
  parse: (text) => parseYaml<Synonyms>(text, synonyms),
};
