import type { Choice, FormBlock, FormField, Message } from '@agent-chat/sdk/protocol';
import type { Words } from '../../content/words.ts';

/** Here a form is asked field after field: this one waits. */
export function openField({ fields }: FormBlock): FormField {
  return fields[0]!;
}

/** Its buttons, where it has a few answers only. */
export function fieldChoices(block: FormBlock, locale: string, words: Words): Choice[] {
  const field = openField(block);
  const choices = answersOf(field, (key) => words.t(locale, key));
  return choices.map(({ value, label }) => ({ value: `${block.id}:${field.name}:${value}`, label }));
}

function answersOf({ kind, options = [], max }: FormField, t: (key: string) => string): Choice[] {
  if (kind === 'select') return options;
  if (kind === 'consent')
    return ['yes', 'no'].map((value) => ({ value, label: t(`scenarios:common.consent.${value}`) }));
  if (kind !== 'rating') return [];
  return Array.from({ length: Number(max) }, (_, index) => String(index + 1)).map((value) => ({ value, label: value }));
}

/** The question as text: its label, and that it may be skipped. */
export function fieldTexts({ blocks }: Message, locale: string, words: Words): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'form') return [];
    const { label, optional } = openField(block);
    return [optional ? words.t(locale, 'telegram:optional', { label }) : label];
  });
}
