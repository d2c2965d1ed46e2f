import type { FormField } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { phoneExample } from './phone-example.ts';
import type { Environment } from './scenario.ts';
import { answerKey, choiceValue, word } from './step-schema.ts';

const day = z.union([z.iso.date(), z.literal('today').describe('The day on which it is asked')]);

const common = {
  name: answerKey.describe('Name under which the answer is kept'),
  label: word,
  optional: z.boolean().optional(),
  placeholder: word.optional(),
};
const limits = { min: z.number().optional(), max: z.number().optional() };

/** One field of a form as YAML writes it. */
export const formField = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('text'), max: z.int().min(1).max(2000).default(1000) }),
  z.strictObject({ ...common, kind: z.literal('name') }),
  z.strictObject({ ...common, kind: z.literal('email') }),
  z.strictObject({
    ...common,
    kind: z.literal('phone'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .describe('Of numbers without a prefix; by default that of the site'),
  }),
  z.strictObject({ ...common, kind: z.literal('number'), ...limits }),
  z.strictObject({ ...common, kind: z.literal('date'), min: day.optional(), max: day.optional() }),
  z.strictObject({ ...common, kind: z.literal('rating'), max: z.int().min(2).max(10).default(5) }),
  z.strictObject({
    ...common,
    kind: z.literal('select'),
    options: z
      .array(
        z.strictObject({
          value: choiceValue,
          label: word,
          words: word.optional().describe('Other ways to say it, separated by |'),
        }),
      )
      .min(2),
  }),
  z.strictObject({ ...common, kind: z.literal('consent') }).describe('The label is what is agreed to, and is kept'),
]);

export type FieldConfig = z.output<typeof formField>;

/** The field as it goes over the wire, in the visitor's language. */
export function fieldView(field: FieldConfig, { t, country, today }: Environment): FormField {
  const { name, kind, label, optional, placeholder } = field;
  return {
    ...{ name, kind, label: t(label) },
    ...(optional && { optional }),
    ...(placeholder && { placeholder: t(placeholder) }),
    ...limitsOf(field, today),
    ...(field.kind === 'phone' && phoneOf(field.country ?? country, placeholder !== undefined)),
    ...(field.kind === 'select' && {
      options: field.options.map((option) => ({ value: option.value, label: t(option.label) })),
    }),
  };
}

/** Without words of its own it shows how a number of the country is written. */
function phoneOf(country: string | undefined, hasPlaceholder: boolean): Pick<FormField, 'country' | 'placeholder'> {
  return { country, ...(!hasPlaceholder && { placeholder: phoneExample(country).national }) };
}

function limitsOf(field: FieldConfig, today: string): Pick<FormField, 'min' | 'max'> {
  const bounds = field as { min?: number | string; max?: number | string };
  const of = (bound: number | string) => (bound === 'today' ? today : bound);
  return {
    ...(bounds.min !== undefined && { min: of(bounds.min) }),
    ...(bounds.max !== undefined && { max: of(bounds.max) }),
  };
}
