import { createTranslate, type TextTree, type Translate } from './translate.ts';

/** Everything that depends on the language. */
export interface Texts {
  t: Translate;
  locale: string;
  direction: 'ltr' | 'rtl';
  time(iso: string): string;
  day(iso: string): string;
}

const RIGHT_TO_LEFT = /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb)\b/i;

export function createTexts(tree: TextTree, locale: string): Texts {
  const [tag = 'en'] = Intl.DateTimeFormat.supportedLocalesOf([locale, 'en']);
  const time = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' });
  return {
    t: createTranslate(tree, tag),
    locale,
    direction: RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr',
    time: (iso) => time.format(new Date(iso)),
    day(iso) {
      const then = new Date(iso);
      const days = Math.round((then.setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000);
      // Made when they are needed: each costs a slow phone some milliseconds, and a log shows few days.
      if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day');
      const sameYear = then.getFullYear() === new Date().getFullYear();
      return then.toLocaleDateString(tag, sameYear ? { day: 'numeric', month: 'long' } : { dateStyle: 'long' });
    },
  };
}
