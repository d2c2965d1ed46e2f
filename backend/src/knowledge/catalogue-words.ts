import { z } from 'zod';
import type { ContentKind } from '../content/content-kind.ts';
import { parseYaml } from '../content/yaml.ts';

const text = z.string().min(1);

const serviceWords = z.strictObject({
  name: text.optional(),
  description: text.optional(),
  per: text.optional().describe('What one pays the price for, e.g. "per month"'),
  duration: text.optional().describe('How long it takes, or when it is to be had'),
  keywords: z.array(text).optional().describe('Other words for it'),
});

const catalogueWords = z.strictObject({
  services: z
    .record(z.string(), serviceWords)
    .describe('By the id in catalogue.yaml; what is left out is said in the next language, English at last'),
});

/** The words of the catalogue in one language. */
export type CatalogueWords = z.output<typeof catalogueWords>;
export type ServiceWords = z.output<typeof serviceWords>;

export function catalogueWordsSchema(): typeof catalogueWords {
  return catalogueWords;
}

/** `knowledge/catalogue.<tag>.yaml`. */
export const catalogueWordsKind: ContentKind<CatalogueWords> = {
  name: 'catalogue-words',
  matches: (path) => /^knowledge\/catalogue\.[A-Za-z0-9-]+\.yaml$/.test(path),
  parse: (source) => parseYaml<CatalogueWords>(source, catalogueWords),
};
