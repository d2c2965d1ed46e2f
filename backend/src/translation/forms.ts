import { pluralForms, splitPluralKey } from './plural-key.ts';

/** The texts of one key by plural form: `text` where it has none, else `one`, `few`, `ordinal_two` … */
export type Forms = Readonly<Record<string, string>>;

const TEXT = 'text';
const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** `left_one` → `one`, `left` → `text`. */
export function formOf(key: string): string {
  const { base } = splitPluralKey(key);
  return key === base ? TEXT : key.slice(base.length + 1);
}

/** The key in the file: `left` and `one` → `left_one`. */
export function keyOf(base: string, form: string): string {
  return form === TEXT ? base : `${base}_${form}`;
}

/** Which forms a language needs, where English has these. */
export function wantedForms(tag: string, english: Forms): string[] {
  const names = Object.keys(english);
  const has = (type: Intl.PluralRuleType) =>
    names.some((form) => form !== TEXT && form.startsWith('ordinal_') === (type === 'ordinal'));
  return [
    ...(names.includes(TEXT) ? [TEXT] : []),
    ...(has('cardinal') ? pluralForms(tag, 'cardinal') : []),
    ...(has('ordinal') ? pluralForms(tag, 'ordinal').map((form) => `ordinal_${form}`) : []),
  ];
}

/** From none to many, as people read them. */
export function compareForms(a: string, b: string): number {
  return formRank(a) - formRank(b);
}

export function formRank(form: string): number {
  const ordinal = form.startsWith('ordinal_');
  return ORDER.indexOf(ordinal ? form.slice('ordinal_'.length) : form) + (ordinal ? ORDER.length : 0);
}
