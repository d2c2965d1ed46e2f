import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type ByLocale = Record<string, string>;

/** What the pages use of `prompts/knowledge/catalogue.yaml`; the server checks the whole file. */
export interface Catalogue {
  /** ISO 4217. */
  currency: string;
  services: Service[];
}

export interface Service {
  id: string;
  name: ByLocale;
  description: ByLocale;
  duration?: ByLocale;
  /** `amount` in whole units of the currency. */
  price?: { amount: number; from?: boolean; per?: ByLocale };
}

export function readCatalogue(file: string): Catalogue {
  return parse(readFileSync(file, 'utf8')) as Catalogue;
}
