import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { checkPlaceholders } from './check-placeholders.ts';
import { checkPlurals } from './check-plurals.ts';
import { checkLimits, checkMarkup } from './check-text.ts';
import type { Finding } from './finding.ts';
import type { LocaleFile } from './locale-file.ts';
import { groupPlurals, splitPluralKey } from './plural-key.ts';
import type { Locales } from './read-locales.ts';
import type { TextContexts } from './text-context.ts';
import { isAskedOf, type TranslationSettings } from './translation-settings.ts';

/** Every language against English, and English against itself. */
export function compareLocales(
  { files, broken, tags, name, context }: Locales,
  settings: TranslationSettings,
): Finding[] {
  const sources = files.filter(({ tag }) => tag === SOURCE_LOCALE);
  const isBroken = (tag: string, namespace: string) =>
    broken.some((file) => file.tag === tag && file.namespace === namespace);
  const absent = tags.flatMap((tag) =>
    sources
      .filter(
        ({ namespace }) =>
          isAskedOf(tag, namespace, settings) &&
          !isBroken(tag, namespace) &&
          !files.some((file) => file.tag === tag && file.namespace === namespace),
      )
      .map((source) => missingFile(`${name}/${tag}/${source.namespace}.json`, source)),
  );
  const compared = files.flatMap((file) => {
    const source = sources.find(({ namespace }) => namespace === file.namespace);
    if (source) return compareFile(file, source, context?.contexts);
    return isBroken(SOURCE_LOCALE, file.namespace) ? [] : [unknownFile(file)];
  });
  return [...absent, ...compared];
}

/** One language of one namespace against English. */
export function compareFile(file: LocaleFile, source: LocaleFile, contexts: TextContexts = new Map()): Finding[] {
  return [
    ...checkEmpty(file),
    ...checkMarkup(file),
    ...checkLimits(file, contexts),
    ...checkPlurals(file),
    ...checkPlaceholders(file, source),
    ...(file === source ? [] : compareKeys(file, source)),
  ];
}

function checkEmpty(file: LocaleFile): Finding[] {
  const empty = [...file.texts].filter(([, text]) => text.trim() === '');
  const detail = file.tag === SOURCE_LOCALE ? 'the text is empty' : 'no text yet: English is shown';
  return empty.map(([key]) => ({ ...at(file, key), rule: 'empty', detail }));
}

function compareKeys(file: LocaleFile, source: LocaleFile): Finding[] {
  const mixed = [...source.texts.keys()].filter((key) => file.groups.has(key));
  const grouped = [...file.texts.keys()].filter((key) => source.groups.has(key));
  const settled = [...mixed, ...grouped, ...file.broken, ...source.broken];
  const isSettled = (key: string) => settled.some((other) => key === other || key.startsWith(`${other}.`));
  const [own, english] = [groupPlurals(file.texts.keys()), groupPlurals(source.texts.keys())];
  const missing = [...english].filter(([base]) => !own.has(base)).map(([, keys]) => keys[0]!);
  const unknown = [...own].filter(([base]) => !english.has(base)).map(([, keys]) => keys[0]!);
  return [
    ...mixed.map((key): Finding => ({ ...at(file, key), rule: 'kind', detail: 'a group here, a text in English' })),
    ...grouped.map((key): Finding => ({ ...at(file, key), rule: 'kind', detail: 'a text here, a group in English' })),
    ...missing.filter((key) => !isSettled(key)).map((key) => missingKey(file, source, key)),
    ...unknown
      .filter((key) => !isSettled(key))
      .map((key): Finding => ({ ...at(file, key), rule: 'unknown', detail: 'English has no such key' })),
    ...[...own].flatMap(([base, keys]) => checkForm(file, keys, english.get(base))),
  ];
}

function missingKey(file: LocaleFile, source: LocaleFile, key: string): Finding {
  const { base, form } = splitPluralKey(key);
  const detail = `English: ${JSON.stringify(source.texts.get(key))} (${source.file}:${source.lineOf(key)})`;
  return { ...at(file, key), key: form ? `${base}_…` : key, rule: 'missing', detail };
}

/** A plural in one language and a single text in the other: one of the two is never found. */
function checkForm(file: LocaleFile, keys: string[], english: string[] = []): Finding[] {
  const isPlural = (key: string) => splitPluralKey(key).form !== undefined;
  if (english.length === 0 || keys.some(isPlural) === english.some(isPlural)) return [];
  const detail = english.some(isPlural) ? 'one text here, a plural in English' : 'a plural here, one text in English';
  return [{ ...at(file, keys[0]!), rule: 'kind', detail }];
}

function at(file: LocaleFile, key: string): { file: string; line: number; key: string } {
  return { file: file.file, line: file.lineOf(key), key };
}

function missingFile(file: string, source: LocaleFile): Finding {
  const detail = `the whole file: ${source.texts.size} texts of ${source.file}`;
  return { file, line: 1, rule: 'missing', key: '*', detail };
}

function unknownFile({ file, namespace }: LocaleFile): Finding {
  return { file, line: 1, rule: 'unknown', key: '*', detail: `there is no ${namespace}.json in English` };
}
