import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { AppError } from '../errors.ts';
import type { Translation, TranslationEntry, TranslationTree } from './translation-tree.ts';

/** Throws {@link AppError} `NOT_FOUND`. */
export function findTranslation(
  { tags, entries }: TranslationTree,
  { tag, key }: { tag: string; key: string },
): { entry: TranslationEntry; translation: Translation } {
  const entry = entries.find((candidate) => candidate.key === key);
  if (!entry) throw new AppError('NOT_FOUND', `English has no text ${key}`);
  if (tag === SOURCE_LOCALE) return { entry, translation: entry.source };
  if (!tags.includes(tag)) {
    const hint = `Make its folder with npm run locales -- add ${tag}`;
    throw new AppError('NOT_FOUND', `there is no language ${tag}`, { hint });
  }
  const translation = entry.translations[tag];
  if (!translation) throw new AppError('NOT_FOUND', `${tag} is not asked for the namespace ${entry.namespace}`);
  return { entry, translation };
}
