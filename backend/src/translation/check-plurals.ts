import type { Finding } from './finding.ts';
import type { LocaleFile } from './locale-file.ts';
import { groupPlurals, pluralForms, splitPluralKey } from './plural-key.ts';

/** Each plural of a file has exactly the forms of its language. */
export function checkPlurals(file: LocaleFile): Finding[] {
  return [...groupPlurals(file.texts.keys())].flatMap(([base, keys]) => {
    const types = new Set(keys.map(splitPluralKey).flatMap(({ form, type }) => (form ? [type] : [])));
    return [...types].flatMap((type) => checkForms(file, { base, type, keys }));
  });
}

function checkForms(
  file: LocaleFile,
  { base, type, keys }: { base: string; type: Intl.PluralRuleType; keys: string[] },
): Finding[] {
  const stem = type === 'ordinal' ? `${base}_ordinal` : base;
  const wanted = pluralForms(file.tag, type);
  const own = keys.filter((key) => splitPluralKey(key).form && splitPluralKey(key).type === type);
  const line = file.lineOf(own[0]!);
  const detail = `${file.tag} has the forms ${wanted.join(', ')}`;
  const missing = wanted.filter((form) => !own.includes(`${stem}_${form}`));
  const foreign = own.filter((key) => !['zero', ...wanted].includes(splitPluralKey(key).form!));
  return [
    ...missing.map((form): Finding => ({
      file: file.file,
      line,
      rule: 'plural-missing',
      key: `${stem}_${form}`,
      detail,
    })),
    ...foreign.map((key): Finding => ({
      file: file.file,
      line: file.lineOf(key),
      rule: 'plural-foreign',
      key,
      detail,
    })),
  ];
}
