import type { Texts } from '../texts/texts.ts';

const DAY = 86_400_000;

/** When people are there again, in the visitor's own time and language. */
export function opensText(opensAt: string | undefined, { t, locale, time }: Texts, now = new Date()): string {
  if (!opensAt) return t('away.closed');
  const then = new Date(opensAt);
  const days = Math.round((startOf(then) - startOf(now)) / DAY);
  const at = { time: time(opensAt) };
  if (days === 0) return t('away.today', at);
  if (days === 1) return t('away.tomorrow', at);
  const fields = days < 7 ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  return t('away.day', { day: then.toLocaleDateString([locale, 'en'], fields), ...at });
}

const startOf = (date: Date): number => new Date(date).setHours(0, 0, 0, 0);
