import type { Catalogue, Service } from './read-catalogue.ts';
import { MAIN_LOCALE } from './read-texts.ts';
import type { Texts } from './texts.ts';

/** What a page is drawn from, in one language. */
export interface View extends Texts {
  services: Service[];
  /** Left out where one writes from left to right, as HTML does. */
  direction?: 'rtl';
  /** The same page in every language, its own included. */
  languages: { locale: string; name: string; href: string }[];
  /** The address of a page in this language. */
  address: (path: string) => string;
  /** An amount in the catalogue's currency, without cents where there are none. */
  money: (amount: number) => string;
}

export interface ViewOptions {
  words: Texts;
  catalogue: Catalogue;
  locales: { locale: string; name: string }[];
  path: string;
}

/** ISO 15924. */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa']);

export function createView({ words, catalogue, locales, path }: ViewOptions): View {
  const { locale } = words;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: catalogue.currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  });
  return {
    ...words,
    direction: RIGHT_TO_LEFT.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : undefined,
    services: catalogue.servicesIn(locale),
    languages: locales.map((language) => ({ ...language, href: addressIn(language.locale, path) })),
    address: (target) => addressIn(locale, target),
    money: (amount) => format.format(amount),
  };
}

function addressIn(locale: string, path: string): string {
  const folders = [locale === MAIN_LOCALE ? '' : locale, path].filter(Boolean);
  return folders.length > 0 ? `/${folders.join('/')}/` : '/';
}
