import type { FormField } from '@agent-chat/sdk/protocol';
import type { Translate } from '../../texts/translate.ts';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const NUMBER = /^[-+]?\d{1,15}([.,]\d{1,9})?$/;
/** E.164 has 15 digits at most; the server knows each country's own rule. */
const PHONE = /^\+?[\d\s().-]{5,24}$/;

/** What is wrong with a value, so that it need not go to the server to be refused; undefined when nothing is seen here. */
export function fieldProblem(field: FormField, value: string, t: Translate): string | undefined {
  if (value === '' || (field.kind === 'consent' && value === 'no'))
    return field.optional ? undefined : missing(field, t);
  switch (field.kind) {
    case 'email':
      return EMAIL.test(value) ? undefined : t('form.email');
    case 'phone':
      return PHONE.test(value) ? undefined : t('form.phone');
    case 'number':
      return NUMBER.test(value) ? outside(field, Number(value.replace(',', '.')), t) : t('form.number');
    case 'date':
      return (field.min && value < field.min) || (field.max && value > field.max) ? t('form.date') : undefined;
    default:
      return undefined;
  }
}

function missing({ kind }: FormField, t: Translate): string {
  if (kind === 'consent') return t('form.agree');
  return t(kind === 'select' || kind === 'rating' ? 'form.choose' : kind === 'date' ? 'form.date' : 'form.required');
}

function outside({ min, max }: FormField, value: number, t: Translate): string | undefined {
  const least = min === undefined ? -Infinity : Number(min);
  const most = max === undefined ? Infinity : Number(max);
  if (value >= least && value <= most) return undefined;
  if (min !== undefined && max !== undefined) return t('form.range', { min, max });
  return min === undefined ? t('form.most', { max: max! }) : t('form.least', { min });
}
