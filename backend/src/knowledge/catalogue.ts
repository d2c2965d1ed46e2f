import { z } from 'zod';
import { ContentFault, type ContentKind } from '../content/content-kind.ts';
import { checkYaml, lineOf, readYaml } from '../content/yaml.ts';

const service = z.strictObject({
  id: z
    .string()
    .regex(/^[\w-]+$/)
    .describe('Its words stand in catalogue.<tag>.yaml under this id'),
  price: z
    .strictObject({
      amount: z.number().nonnegative(),
      from: z.boolean().optional().describe('The lowest price, not the price'),
    })
    .optional(),
  tags: z.array(z.string()).default([]),
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

/** `knowledge/catalogue.yaml`: what the business offers, with prices; what is the same in every language. */
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
