import { z } from 'zod';
import { ContentFault, type ContentKind } from '../content/content-kind.ts';
import { checkYaml, lineOf, readYaml } from '../content/yaml.ts';

const byLocale = z.record(z.string(), z.string()).describe('A text by locale tag');

const service = z.strictObject({
  id: z.string().regex(/^[\w-]+$/),
  price: z
    .strictObject({
      amount: z.number().nonnegative(),
      from: z.boolean().optional().describe('The lowest price, not the price'),
      per: byLocale.optional().describe('What one pays this for, e.g. "per month"'),
    })
    .optional(),
  duration: byLocale.optional(),
  tags: z.array(z.string()).default([]),
  name: byLocale,
  description: byLocale,
  keywords: z.record(z.string(), z.array(z.string())).default({}).describe('Other words for it, by locale tag'),
  url: z.string().optional(),
});

const catalogue = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
  services: z.array(service),
});

export type Catalogue = z.output<typeof catalogue>;
export type CatalogueService = Catalogue['services'][number];

/** For the JSON Schema that editors check `knowledge/catalogue.yaml` with. */
export function catalogueSchema(): typeof catalogue {
  return catalogue;
}

/** `knowledge/catalogue.yaml`: what the business offers, with prices. */
export const catalogueKind: ContentKind<Catalogue> = {
  name: 'catalogue',
  matches: (path) => path === 'knowledge/catalogue.yaml',
  parse: parseCatalogue,
};

function parseCatalogue(text: string): Catalogue {
  const source = readYaml(text);
  const value = checkYaml<Catalogue>(source, catalogue);
  const ids = value.services.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice < 0) return value;
  throw new ContentFault(`the id "${ids[twice]}" is used twice`, {
    line: lineOf(source, ['services', twice, 'id']),
    found: ids[twice],
  });
}
