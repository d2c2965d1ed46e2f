import { compareForms, type Forms } from '../forms.ts';
import type { TranslationTree } from '../translation-tree.ts';
import type { TranslationState } from '../translation-state.ts';
import type { TransferText } from './transfer-format.ts';

/** Everything that a language is asked for, or only what is in one of these states; a text for each plural form. */
export function transferTexts(
  tree: TranslationTree,
  tag: string,
  states?: readonly TranslationState[],
): TransferText[] {
  return tree.entries.flatMap(({ key, source, context, translations }) => {
    const translation = translations[tag];
    if (!translation || (states && !states.includes(translation.state))) return [];
    const { forms, wanted, state } = translation;
    const all = [...new Set([...wanted, ...Object.keys(forms)])].toSorted(compareForms);
    return all.map((form): TransferText => ({
      ...{ key, form, state, context },
      source: source.forms[sourceForm(source.forms, form)]!,
      sourceForms: source.forms,
      target: forms[form] ?? '',
    }));
  });
}

/** Which English form a translator has before him for a form that English may not have. */
export function sourceForm(english: Forms, form: string): string {
  const names = Object.keys(english);
  const fallback = form.startsWith('ordinal_') ? 'ordinal_other' : 'other';
  return [form, fallback].find((name) => names.includes(name)) ?? names.at(-1)!;
}
