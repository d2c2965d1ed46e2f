import { containsPhrase, normalise, phrases } from './phrases.ts';
import type { Environment } from './scenario.ts';

/** Whether a text declines to tell: a phrase of the list alone, or one of several words within a sentence. */
export function isRefusal(text: string, { t }: Environment): boolean {
  const said = normalise(text);
  return phrases(t('scenarios:common.refusals')).some(
    (phrase) => said === phrase || (phrase.includes(' ') && containsPhrase(said, phrase)),
  );
}
