import type { TurnContext } from '../conversation/responder.ts';
import type { ScenarioResponderOptions } from './scenario-responder.ts';
import type { Environment } from './scenario.ts';

/** The world as one turn's steps see it; the catalogue is read only if one asks for it. */
export function createEnvironment(
  { words, catalogue, defaultCountry, timeZoneOf }: ScenarioResponderOptions,
  { locale, siteId }: Pick<TurnContext, 'locale' | 'siteId'>,
  profile?: Environment['profile'],
): Environment {
  let services: Environment['services'] | undefined;
  const now = new Date();
  return {
    t: (key: string, values) => words.t(locale, key, values),
    locale,
    now: now.toISOString(),
    // A date format is dear, and few steps ask.
    get today() {
      return dayIn(timeZoneOf?.(siteId) ?? 'UTC', now);
    },
    profile,
    country: typeof defaultCountry === 'function' ? defaultCountry(siteId) : defaultCountry,
    get services() {
      return (services ??= catalogue(locale));
    },
  };
}

/** `2026-11-25` */
export function dayIn(timeZone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const { year, month, day } = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}
