import { normalise, phrases } from './phrases.ts';
import type { Environment } from './scenario.ts';

const SENTENCE_WORDS = 4;

/** Whether a text asks something: it ends with a question mark, or begins with a question word and has at least so many words. */
export function isQuestion(text: string, environment: Environment, leastWords = 2): boolean {
  if (/[?？]["')\]»”\s]*$/u.test(text)) return true;
  const words = normalise(text).split(' ');
  return words.length >= leastWords && phrases(environment.t('scenarios:common.questionWords')).includes(words[0]!);
}

/** Whether a text is talk rather than a failed attempt at a number or an address. */
export function isSentence(text: string): boolean {
  if (/[@\d]/.test(text)) return false;
  return normalise(text).split(' ').length >= SENTENCE_WORDS;
}
