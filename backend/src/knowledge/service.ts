import type { ContentView } from '../content/content-kind.ts';
import { fallbackChain } from '../content/locale-tag.ts';
import type { Words } from '../content/words.ts';
import type { CatalogueWords, ServiceWords } from './catalogue-words.ts';
import type { Catalogue, CatalogueService } from './catalogue.ts';

/** A service in the words of one locale. */
export interface Service {
  id: string;
  name: string;
  description: string;
  /** Ready to show, e.g. "from €49 per wheel"; absent when the catalogue names none. */
  price?: string;
  duration?: string;
  tags: string[];
  keywords: string[];
  url?: string;
}

export interface ServiceOptions {
  catalogue: ContentView<Catalogue>;
  catalogueWords: ContentView<CatalogueWords>;
  words: Words;
}

/** The catalogue in one locale, in its order. Each text that the locale lacks falls back along `tag → base → en` by itself. */
export function localizeServices(options: ServiceOptions, locale: string): Service[] {
  const layers = fallbackChain(locale).flatMap(
    (tag) => options.catalogueWords.get(`knowledge/catalogue.${tag}.yaml`) ?? [],
  );
  return [...options.catalogue.all().values()].flatMap(({ services, currency }) =>
    services.map((service) => {
      const said = layers.map((layer) => layer.services[service.id] ?? {});
      return localize(service, merge(said), { currency, locale, words: options.words });
    }),
  );
}

/** The first that has each text. */
function merge(layers: ServiceWords[]): ServiceWords {
  return layers.reduceRight<ServiceWords>((below, layer) => ({ ...below, ...layer }), {});
}

interface PriceFormat {
  currency: string;
  locale: string;
  words: Words;
}

function localize({ id, tags, url, price }: CatalogueService, said: ServiceWords, format: PriceFormat): Service {
  const { name = id, description = '', duration, keywords = [], per } = said;
  return { id, name, description, price: price && formatPrice(price, per, format), duration, tags, keywords, url };
}

function formatPrice(
  { amount, from }: NonNullable<CatalogueService['price']>,
  per: string | undefined,
  { currency, locale, words }: PriceFormat,
): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  });
  const plain = format.format(amount);
  const price = from ? words.t(locale, 'consultant:price.from', { price: plain }) : plain;
  return per ? words.t(locale, 'consultant:price.per', { price, per }) : price;
}
