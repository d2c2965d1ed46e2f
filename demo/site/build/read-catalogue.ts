import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { MAIN_LOCALE } from './read-texts.ts';

/** What the pages use of `prompts/knowledge/catalogue.yaml` and `catalogue.<tag>.yaml`; the server checks the whole files. */
export interface Catalogue {
  /** ISO 4217. */
  currency: string;
  /** In the words of the language, in English where it has none. */
  servicesIn(locale: string): Service[];
}

export interface Service {
  id: string;
  name: string;
  description: string;
  duration?: string;
  /** `amount` in whole units of the currency. */
  price?: { amount: number; from?: boolean };
  /** What one pays the price for, e.g. "per month". */
  per?: string;
}

type ServiceFacts = Pick<Service, 'id' | 'price'>;
type ServiceWords = Record<string, Omit<Service, keyof ServiceFacts>>;

export function readCatalogue(folder: string): Catalogue {
  const { currency, services } = readYaml<{ currency: string; services: ServiceFacts[] }>(folder, 'catalogue.yaml');
  const words = new Map(
    globSync('catalogue.*.yaml', { cwd: folder }).map((file) => [
      basename(file, '.yaml').replace('catalogue.', ''),
      readYaml<{ services: ServiceWords }>(folder, file).services,
    ]),
  );
  const wordsOf = (locale: string, id: string) => words.get(locale)?.[id];
  return {
    currency,
    servicesIn: (locale) =>
      services.map(({ id, price }) => {
        const fallback = { name: id, description: '', ...wordsOf(MAIN_LOCALE, id) };
        return { ...fallback, ...wordsOf(locale, id), id, price };
      }),
  };
}

function readYaml<T>(folder: string, file: string): T {
  return parse(readFileSync(join(folder, file), 'utf8')) as T;
}
