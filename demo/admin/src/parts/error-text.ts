import { ApiError } from '../state/api.ts';
import { has, t } from '../state/words.ts';

/** What went wrong, in the words of the console. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.INTERNAL');
  const minutes = Math.ceil((error.retryAfter ?? 0) / 60);
  const key = `error.${error.code}` as const;
  return has(key) || error.code === 'RATE_LIMITED' ? t(key, { count: minutes }) : t('error.INTERNAL');
}
