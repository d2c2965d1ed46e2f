import type { FormField } from '@agent-chat/sdk/protocol';
import type { Texts } from '../../texts/texts.ts';

/** What is filled in now: field → value as the wire has it. */
export function readForm(form: HTMLFormElement, fields: readonly FormField[]): Map<FormField, string> {
  const data = new FormData(form);
  return new Map(fields.map((field) => [field, valueOf(data, field)]));
}

function valueOf(data: FormData, { name, kind }: FormField): string {
  const value = String(data.get(name) ?? '').trim();
  if (kind === 'consent') return value || 'no';
  // Somebody who writes the country himself is believed.
  if (kind !== 'phone' || value === '' || /^(\+|00)/.test(value)) return value;
  return `+${String(data.get(`${name}-country`))} ${value}`;
}

/** What the visitor has said by it, line by line. */
export function summaryOf(values: ReadonlyMap<FormField, string>, { t, locale }: Texts): string {
  const lines: string[] = [];
  for (const [field, value] of values) {
    if (field.kind === 'consent') lines.push(...(value === 'yes' ? [t('form.agreed')] : []));
    else if (value) lines.push(t('form.summary', { label: field.label, value: shown(field, value, locale) }));
  }
  return lines.join('\n');
}

function shown({ kind, options, max }: FormField, value: string, locale: string): string {
  if (kind === 'select') return options?.find((option) => option.value === value)?.label ?? value;
  if (kind === 'rating') return `${value}/${max ?? 5}`;
  if (kind !== 'date') return value;
  return new Date(`${value}T12:00:00`).toLocaleDateString([locale, 'en'], { dateStyle: 'long' });
}
