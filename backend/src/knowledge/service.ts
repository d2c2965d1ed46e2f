import type { ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
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

export interface ServiceLocale {
  locale: string;
  words: Words;
}

/** The catalogue in one locale, in its order. */
export function localizeServices(catalogues: ContentView<Catalogue>, target: ServiceLocale): Service[] {
  return [...catalogues.all().values()].flatMap((catalogue) =>
    catalogue.services.map((service) => localizeService(service, catalogue, target)),
  );
}

export function localizeService(
  service: CatalogueService,
  catalogue: Catalogue,
  { locale, words }: ServiceLocale,
): Service {
  const { id, tags, url } = service;
  return {
    id,
    name: pick(service.name, locale) ?? id,
    description: pick(service.description, locale) ?? '',
    price: formatPrice(service.price, catalogue.currency, { locale, words }),
    duration: service.duration && pick(service.duration, locale),
    tags,
    keywords: pick(service.keywords, locale) ?? [],
    url,
  };
}

/** The locale's own tag, then wider ones, then English: `de-AT`, `de`, `en`. */
export function fallbacks(locale: string): string[] {
  const parts = locale.split('-');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('-')), 'en'];
}

function pick<T>(byLocale: Record<string, T>, locale: string): T | undefined {
  const tag = fallbacks(locale).find((each) => byLocale[each] !== undefined);
  return tag === undefined ? Object.values(byLocale)[0] : byLocale[tag];
}

function formatPrice(
  price: CatalogueService['price'],
  currency: string,
  { locale, words }: ServiceLocale,
): string | undefined {
  if (!price) return undefined;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  const amount = price.from
    ? words.t(locale, 'consultant:price.from', { price: format.format(price.amount) })
    : format.format(price.amount);
  const per = price.per && pick(price.per, locale);
  return per ? words.t(locale, 'consultant:price.per', { price: amount, per }) : amount;
}
