import type { Finding } from './finding.ts';
import type { LocaleFile } from './locale-file.ts';
import { groupPlurals, splitPluralKey } from './plural-key.ts';
import { brokenMarkOf, placeholdersOf } from './placeholders.ts';

/** The texts of a file name the same placeholders as the English ones. Only a plural form may leave out `count`: "one message". */
export function checkPlaceholders(file: LocaleFile, source: LocaleFile): Finding[] {
  const english = groupPlurals(source.texts.keys());
  return [...file.texts].flatMap(([key, text]) => {
    if (text.trim() === '') return [];
    const sourceKeys = english.get(splitPluralKey(key).base) ?? [];
    const wanted = new Set(sourceKeys.flatMap((sourceKey) => placeholdersOf(source.texts.get(sourceKey)!)));
    const details = [
      ...brokenMarks(text),
      ...(sourceKeys.length > 0 ? differences(key, placeholdersOf(text), wanted) : []),
    ];
    return details.map((detail): Finding => ({
      file: file.file,
      line: file.lineOf(key),
      rule: 'placeholder',
      key,
      detail,
    }));
  });
}

function differences(key: string, found: string[], wanted: Set<string>): string[] {
  const optional = splitPluralKey(key).form ? 'count' : undefined;
  const missing = [...wanted].filter((name) => !found.includes(name) && name !== optional);
  const foreign = found.filter((name) => !wanted.has(name));
  return [
    ...missing.map((name) => `lacks {{${name}}}`),
    ...[...new Set(foreign)].map((name) => `has {{${name}}}, which the English text has not`),
  ];
}

function brokenMarks(text: string): string[] {
  const mark = brokenMarkOf(text);
  return mark === undefined ? [] : [`${mark} is no placeholder, expected {{name}}`];
}
