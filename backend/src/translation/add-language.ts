import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalTag, isLocaleTag, SOURCE_LOCALE } from '../content/locale-tag.ts';
import { AppError } from '../errors.ts';
import { readLocales } from './read-locales.ts';
import type { TranslationSettings } from './translation-settings.ts';
import { buildTree } from './translation-tree.ts';
import { writeTexts } from './write-translations.ts';

/**
 * A folder for a language, with an empty text for each that it lacks, in the plural forms that it needs; an empty text counts as missing.
 * Returns the keys that were added. Throws {@link AppError} `BAD_REQUEST`.
 */
export async function addLanguage(dir: string, settings: TranslationSettings, tag: string): Promise<string[]> {
  if (!isLocaleTag(tag)) throw refusal(`${tag} is no tag of a language`, 'Expected one like de or pt-BR.');
  if (tag === SOURCE_LOCALE) throw refusal('English is the source: there is nothing to add');
  if (canonicalTag(tag) !== tag) throw refusal(`${tag} is written ${canonicalTag(tag)}`);
  if (!isKnown(tag)) throw refusal(`${tag} is no language that is known`, 'Expected one like de or pt-BR.');
  await mkdir(join(dir, tag), { recursive: true });
  const locales = await readLocales(dir);
  const broken = locales.findings.find(({ file }) => file.startsWith(`${locales.name}/${tag}/`));
  if (broken) throw refusal(`${broken.file}:${broken.line} cannot be read: ${broken.detail}`, 'Mend the file.');
  const lacking = buildTree(locales, settings).entries.flatMap((entry) => {
    const { wanted, forms } = entry.translations[tag] ?? { wanted: [], forms: {} };
    const empty = wanted.filter((form) => !Object.hasOwn(forms, form)).map((form) => [form, '']);
    return empty.length > 0 ? [{ entry, forms: Object.fromEntries(empty) as Record<string, string> }] : [];
  });
  for (const [namespace, changes] of Map.groupBy(lacking, ({ entry }) => entry.namespace)) {
    const source = locales.files.find((file) => file.tag === SOURCE_LOCALE && file.namespace === namespace)!;
    await writeTexts(dir, { tag, namespace, source }, changes);
  }
  return lacking.map(({ entry }) => entry.key);
}

/** By its language alone: a country or a script that nobody knows does no harm. */
function isKnown(tag: string): boolean {
  const names = new Intl.DisplayNames([SOURCE_LOCALE], { type: 'language', fallback: 'none' });
  return names.of(tag.split('-')[0]!) !== undefined;
}

function refusal(message: string, hint?: string): AppError {
  return new AppError('BAD_REQUEST', message, { hint });
}
