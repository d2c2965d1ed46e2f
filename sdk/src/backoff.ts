/** Milliseconds before attempt `count` (from 0): doubles from `first` to `longest`, of which up to a half is left to chance. */
export function backoff(count: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** count) * (1 - Math.random() / 2);
}

/** At least what the server asked for, in milliseconds; everybody's return is spread over a tenth more. */
export function atLeast(delay: number, retryAfter = 0): number {
  return Math.max(delay, retryAfter * 1000 * (1 + Math.random() / 10));
}
