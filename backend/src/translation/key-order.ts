import { formOf, formRank } from './forms.ts';
import type { LocaleFile } from './locale-file.ts';
import { splitPluralKey } from './plural-key.ts';

const FORMS = 100;

/** Where each key and each group stands in English; the forms of a plural stand together, from none to many. NaN for a key that English lacks. */
export function keyOrder({ texts }: Pick<LocaleFile, 'texts'>): (path: readonly string[]) => number {
  const ranks = new Map<string, number>();
  for (const key of texts.keys()) {
    const parts = splitPluralKey(key).base.split('.');
    for (let length = 1; length <= parts.length; length++) {
      const name = parts.slice(0, length).join('.');
      if (!ranks.has(name)) ranks.set(name, ranks.size);
    }
  }
  return (path) => {
    const key = path.join('.');
    const { base } = splitPluralKey(key);
    return (ranks.get(base) ?? NaN) * FORMS + (base === key ? 0 : 1 + formRank(formOf(key)));
  };
}
