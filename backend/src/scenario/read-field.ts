import { matchChoice, type Option } from './choices.ts';
import { readEmail, readName, readPhone } from './contact-values.ts';
import { consentOptions } from './consent-options.ts';
import { fieldView, type FieldConfig } from './form-field.ts';
import { latinDigits, normalise, phrases } from './phrases.ts';
import type { Environment } from './scenario.ts';

/** An answer as it is kept, and as people read it. */
export interface FieldValue {
  value: string;
  label: string;
}

type Reader<K extends FieldConfig['kind']> = (
  text: string,
  field: Extract<FieldConfig, { kind: K }>,
  environment: Environment,
) => FieldValue | undefined;

const readers: { [K in FieldConfig['kind']]: Reader<K> } = {
  text: (text, { max }) => (text.length <= max ? same(text) : undefined),
  name: (text, _, environment) => readName(text, environment),
  email: (text) => readEmail(text),
  phone: (text, { country }, environment) => readPhone(text, country ? { ...environment, country } : environment),
  number: (text, field, environment) => readNumber(latinDigits(text), field, environment),
  date: (text, field, environment) => readDate(latinDigits(text), field, environment),
  rating: (text, { max }) => {
    const typed = latinDigits(text);
    const stars = /^\d+$/.test(typed) ? Number(typed) : NaN;
    return stars >= 1 && stars <= max ? { value: String(stars), label: `${stars}/${max}` } : undefined;
  },
  select: (text, { options }, environment) =>
    readOption(
      text,
      options.map(({ value, label, words }) => ({
        value,
        label: environment.t(label),
        words: words && environment.t(words),
      })),
      environment,
    ),
  consent: readConsent,
};

/** What a typed or filled-in text means for the field; undefined when nothing that it takes. */
export function readField(text: string, field: FieldConfig, environment: Environment): FieldValue | undefined {
  const read = readers[field.kind] as Reader<FieldConfig['kind']>;
  const said = text.trim();
  return said === '' ? undefined : read(said, field as never, environment);
}

/** Whether somebody who types leaves an optional field out. */
export function isSkipped(text: string, { optional }: FieldConfig, { t }: Environment): boolean {
  return optional === true && phrases(t('scenarios:common.form.skipWords')).includes(normalise(text));
}

function same(text: string): FieldValue {
  return { value: text, label: text };
}

/** With a comma, also the Arabic one, or a dot before the decimals. */
function readNumber(text: string, { min, max }: { min?: number; max?: number }, { locale }: Environment) {
  if (!/^[-+]?\d{1,15}(?:[.,٫]\d{1,9})?$/.test(text)) return undefined;
  const number = Number(text.replace(/[,٫]/, '.'));
  if (number < (min ?? -Infinity) || number > (max ?? Infinity)) return undefined;
  return { value: String(number), label: number.toLocaleString(locale, { maximumFractionDigits: 9 }) };
}

function readDate(text: string, field: Extract<FieldConfig, { kind: 'date' }>, environment: Environment) {
  const value = isoDay(text, environment.locale);
  const { min, max } = fieldView(field, environment);
  if (value === undefined || (min && value < min) || (max && value > max)) return undefined;
  const label = new Date(`${value}T12:00:00Z`).toLocaleDateString(environment.locale, { dateStyle: 'long' });
  return { value, label };
}

/** ISO 8601 or the same in Chinese, or as it is written with numbers: day first, but in the United States. */
function isoDay(text: string, locale: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? /^(\d{4})[年./](\d{1,2})[月./](\d{1,2})[日号]?$/.exec(text);
  const written = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (!iso && !written) return undefined;
  const [first, second, third] = (iso ?? written)!.slice(1) as [string, string, string];
  const [month, day] = iso ? [second, third] : locale === 'en-US' ? [first, second] : [second, first];
  const value = `${iso ? first : third}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${value}T00:00:00Z`);
  // 31 June is no day, and `Date` would make the first of July of it.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? undefined : value;
}

function readOption(text: string, options: Option[], environment: Environment): FieldValue | undefined {
  const matched = matchChoice('', options, { text, messageId: '' }, environment);
  return matched.kind === 'match' ? { value: matched.option.value, label: matched.option.label } : undefined;
}

/** Kept with the text that was agreed to. */
function readConsent(text: string, { label }: FieldConfig, environment: Environment): FieldValue | undefined {
  const { t } = environment;
  const said = readOption(text, consentOptions(environment), environment);
  return said && { value: said.value, label: t(label) };
}
