import type { ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
import { containsPhrase, countWords, normalise, phrases } from './phrases.ts';
import type { Scenario } from './scenario.ts';

/** Words beside the phrase: a text with more of them is about something else, a question sooner than a statement. */
const MOST_BESIDE = 5;
const MOST_BESIDE_IN_QUESTION = 2;
/** Chinese has particles for it, and the mark is often left out. */
const ASKS = /[?？؟]|[吗么呢][\s\p{P}]*$/u;

export interface TriggerOptions {
  /** Only the phrase and nothing else counts, e.g. while another scenario waits for an answer. */
  exact: boolean;
}

/** The scenario that a text asks for by one of its phrases, in any shipped language. */
export function triggeredBy(
  text: string,
  scenarios: ContentView<Scenario>,
  words: Words,
  { exact }: TriggerOptions,
): string | undefined {
  const said = normalise(text);
  const most = ASKS.test(text) ? MOST_BESIDE_IN_QUESTION : MOST_BESIDE;
  const matches = (phrase: string) =>
    said === phrase || (!exact && containsPhrase(said, phrase) && countWords(said) - countWords(phrase) <= most);
  for (const { id, triggers } of scenarios.all().values()) {
    if (triggers && words.locales().some((locale) => phrases(words.t(locale, triggers)).some(matches))) return id;
  }
  return undefined;
}
