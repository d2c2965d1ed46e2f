import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { compareFile } from './compare-locales.ts';
import type { Finding } from './finding.ts';
import { keyOf, type Forms } from './forms.ts';
import type { LocaleFile } from './locale-file.ts';
import type { TranslationEntry } from './translation-tree.ts';

/** What would be wrong with one text if it said this: the rules of the whole check, for one key. */
export function checkChange(entry: TranslationEntry, tag: string, forms: Forms): Finding[] {
  const { source, path, key, context } = entry;
  const contexts = context && new Map([[key, context]]);
  if (tag === SOURCE_LOCALE) {
    const file = fileOf(entry, tag, { ...source, forms });
    return compareFile(file, file, contexts);
  }
  const { file, line } = entry.translations[tag] ?? {
    file: source.file.replace(`/${SOURCE_LOCALE}/`, `/${tag}/`),
    line: 1,
  };
  const own = fileOf({ ...entry, path }, tag, { file, line, forms });
  return compareFile(own, fileOf(entry, SOURCE_LOCALE, source), contexts);
}

function fileOf(
  { namespace, path }: TranslationEntry,
  tag: string,
  { file, line, forms }: { file: string; line: number; forms: Forms },
): LocaleFile {
  const texts = new Map(Object.entries(forms).map(([form, text]) => [keyOf(path, form), text]));
  return { tag, namespace, file, texts, groups: new Set(), broken: new Set(), lineOf: () => line };
}
