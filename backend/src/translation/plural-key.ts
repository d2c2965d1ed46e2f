/** A key as code asks for it, and the plural form that its text is (i18next JSON v4: `key_one`, `key_ordinal_one`). */
export interface PluralKey {
  base: string;
  form?: string;
  type: Intl.PluralRuleType;
}

const FORM = /^(.+?)(_ordinal)?_(zero|one|two|few|many|other)$/;

export function splitPluralKey(key: string): PluralKey {
  const match = FORM.exec(key);
  if (!match) return { base: key, type: 'cardinal' };
  return { base: match[1]!, form: match[3]!, type: match[2] ? 'ordinal' : 'cardinal' };
}

/** Keys by what code asks for: one entry for a plain text, one per form for a plural, `base` → keys. */
export function groupPlurals(keys: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const { base } = splitPluralKey(key);
    groups.set(base, [...(groups.get(base) ?? []), key]);
  }
  return groups;
}

/** The forms that CLDR wants for a language. `_zero` is i18next's own for exactly nothing: always allowed, wanted only where CLDR has it. */
export function pluralForms(tag: string, type: Intl.PluralRuleType): string[] {
  return new Intl.PluralRules(tag, { type }).resolvedOptions().pluralCategories;
}
