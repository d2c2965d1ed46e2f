import { containsPhrase, countWords, normalise, phrases } from './phrases.ts';
import type { Environment } from './scenario.ts';

const SENTENCE_WORDS = 4;

/**
 * Whether a text asks something: it ends with a question mark, or begins with a question word and has at least so many words.
 * In Chinese a question word stands where its answer would.
 */
export function isQuestion(text: string, environment: Environment, leastWords = 2): boolean {
  if (/[?？؟]["')\]»”\s]*$/u.test(text)) return true;
  const said = normalise(text);
  const anywhere = /\p{Script=Han}/u.test(said);
  return (
    countWords(said) >= leastWords &&
    phrases(environment.t('scenarios:common.questionWords')).some(
      (word) => `${said} `.startsWith(`${word} `) || (anywhere && containsPhrase(said, word)),
    )
  );
}

/** Whether a text is talk rather than a failed attempt at a number or an address. */
export function isSentence(text: string): boolean {
  if (/[@\d]/.test(text)) return false;
  return countWords(normalise(text)) >= SENTENCE_WORDS;
}
