import { createTranslate, type TextTree, type Translate } from './translate.ts';

/** Everything that depends on the language. */
export interface Texts {
  t: Translate;
  locale: string;
  direction: 'ltr' | 'rtl';
  time(iso: string): string;
  day(iso: string): string;
  /** Fetches the words of the parts that are loaded later; resolves when `t` knows them. */
  more(): Promise<void>;
}

const RIGHT_TO_LEFT = /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb)\b/i;

/**
 * `Intl` writes older days alone. The first date format of a page takes Chromium 14 ms, and a slow phone a noticeable 60, because it looks
 * through every language that it knows; most logs are of today, so what they need is among the texts.
 */
export function createTexts(tree: TextTree, locale: string, readMore = async (): Promise<TextTree> => ({})): Texts {
  const t = createTranslate(tree, locale);
  let more: Promise<void> | undefined;
  return {
    t,
    locale,
    direction: RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr',
    time(iso) {
      const then = new Date(iso);
      const hours = then.getHours();
      const minutes = String(then.getMinutes()).padStart(2, '0');
      if (t('clock.hours') !== '12') return `${hours}:${minutes}`;
      return t(hours < 12 ? 'clock.am' : 'clock.pm', { time: `${hours % 12 || 12}:${minutes}` });
    },
    day(iso) {
      const then = new Date(iso);
      const days = Math.round((new Date().setHours(0, 0, 0, 0) - then.setHours(0, 0, 0, 0)) / 86_400_000);
      if (days === 0) return t('day.today');
      if (days === 1) return t('day.yesterday');
      const year = then.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
      return then.toLocaleDateString([locale, 'en'], { day: 'numeric', month: 'long', year });
    },
    more: () => (more ??= readMore().then((rest) => void Object.assign(tree, rest))),
  };
}
