import type { TurnContext } from '../conversation/responder.ts';
import type { ScenarioResponderOptions } from './scenario-responder.ts';
import type { Environment } from './scenario.ts';

/** The world as one turn's steps see it; the catalogue is read only if one asks for it. */
export function createEnvironment(
  { words, catalogue, defaultCountry }: ScenarioResponderOptions,
  { locale, siteId }: Pick<TurnContext, 'locale' | 'siteId'>,
  profile?: Environment['profile'],
): Environment {
  let services: Environment['services'] | undefined;
  return {
    t: (key: string, values) => words.t(locale, key, values),
    locale,
    now: new Date().toISOString(),
    profile,
    country: typeof defaultCountry === 'function' ? defaultCountry(siteId) : defaultCountry,
    get services() {
      return (services ??= catalogue(locale));
    },
  };
}
