import type { Contact } from '../api-types.ts';
import { currentLanguage, has, t } from './words.ts';

/** Day and time. */
export function formatTime(iso: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function formatDay(iso: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium' }).format(new Date(iso));
}

export function formatClock(iso: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'short' }).format(new Date(iso));
}

/** The time today, the day before that. */
export function formatShort(iso: string): string {
  const at = new Date(iso);
  if (at.toDateString() === new Date().toDateString()) return formatClock(iso);
  return new Intl.DateTimeFormat(currentLanguage(), { day: 'numeric', month: 'short' }).format(at);
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(value);
}

export function channelName(channel: string): string {
  const key = `channel.${channel}` as const;
  return has(key) ? t(key) : channel;
}

/** A visitor who gave no name is told apart by the end of his id. */
export function contactName({ id, name }: Contact): string {
  return name ?? t('contact.unnamed', { code: id.slice(-4) });
}

/** First day of a date field → when it begins here; `days` later → when it has ended. */
export function dayBoundary(date: string | undefined, days = 0): string | undefined {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  if (!year || !month || !day) return undefined;
  return new Date(year, month - 1, day + days).toISOString();
}

/** Bytes as people say them. */
export function formatSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const number = new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, maximumFractionDigits: 1 });
  return number.format(Math.max(value, 0.1));
}
