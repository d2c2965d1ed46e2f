import type { SiteKey } from '../../../locales/keys.d.ts';

/** The words of one language. */
export interface Texts {
  /** BCP 47. */
  locale: string;
  /** Throws when the language has no such key, or when a placeholder of it is not given. */
  text: (key: SiteKey, values?: Record<string, string>) => string;
}

export function createTexts(locale: string, tree: unknown): Texts {
  return { locale, text: (key, values = {}) => fill(lookUp(tree, key, locale), values, `${locale}: ${key}`) };
}

function lookUp(tree: unknown, key: string, locale: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], tree);
  if (typeof found !== 'string') throw new Error(`locales/${locale}/site.json has no text "${key}"`);
  return found;
}

function fill(text: string, values: Record<string, string>, where: string): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`${where}: nothing is given for {{${name}}}`);
    return values[name];
  });
}
