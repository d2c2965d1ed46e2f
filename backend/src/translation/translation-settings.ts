import { SOURCE_LOCALE } from '../content/locale-tag.ts';

export interface TranslationSettings {
  /** Namespaces that only some languages are asked for; every other one is asked of all. */
  onlyIn: Readonly<Record<string, readonly string[]>>;
}

export const translationSettings: TranslationSettings = { onlyIn: { admin: [SOURCE_LOCALE, 'ru'] } };

/** Whether a language has to have a namespace. It may have it in any case, and is checked then. */
export function isAskedOf(tag: string, namespace: string, { onlyIn }: TranslationSettings): boolean {
  return !Object.hasOwn(onlyIn, namespace) || onlyIn[namespace]!.includes(tag);
}
