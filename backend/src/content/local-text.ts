import { z } from 'zod';
import { fallbackChain, SOURCE_LOCALE } from './locale-tag.ts';

/** A short text inside a YAML file: the same for everybody, or one per locale tag with at least the English one. */
export type LocalText = string | Record<string, string>;

export const localText = z
  .union([z.string().min(1), z.object({ [SOURCE_LOCALE]: z.string().min(1) }).catchall(z.string().min(1))])
  .describe('One text for everybody, or a text by locale tag: { en: "…", ru: "…" }');

/** Falls back along `tag → base → en`. */
export function textFor(text: LocalText, locale: string): string {
  if (typeof text === 'string') return text;
  return (
    fallbackChain(locale)
      .map((tag) => text[tag])
      .find((found) => found !== undefined) ?? ''
  );
}
