import type { Translate } from './texts/translate.ts';

/** What went wrong in the visitor's language, by its code. */
export function errorText(cause: unknown, t: Translate): string {
  const code = (cause as { code?: string } | undefined)?.code ?? 'INTERNAL';
  const key = `error.${code}` as const;
  const text = t(key, { count: Math.ceil((cause as { retryAfter?: number }).retryAfter ?? 1) });
  return text === key ? t('error.INTERNAL') : text;
}
