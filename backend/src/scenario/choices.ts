import type { ChoicesBlock } from '@agent-chat/sdk/protocol';
import { containsPhrase, countWords, normalise, phrases } from './phrases.ts';
import { isQuestion } from './question.ts';
import type { Environment, ScenarioInput } from './scenario.ts';

export interface Option {
  value: string;
  label: string;
  /** Other ways to say it, separated by `|`. */
  words?: string;
  /** A longer text means it only when it begins with it: "I am not sure" is no yes. */
  binding?: boolean;
}

/** Words that may follow something binding. */
const MOST_AFTER = 2;

export type Matched =
  | { kind: 'match'; option: Option }
  /** It was meant as an answer, but fits several, or is a number of none. */
  | { kind: 'attempt' }
  /** Words that fit none and ask nothing. */
  | { kind: 'other' }
  /** A picked choice of something that was asked earlier, or elsewhere. */
  | { kind: 'stale' }
  /** A question. */
  | { kind: 'off-script' };

/** The value that a choice carries on the wire: it names its step, so that an old button cannot answer a newer question. */
function wireValue(stepId: string, value: string): string {
  return `${stepId}:${value}`;
}

export function choicesBlock(stepId: string, options: readonly Option[]): ChoicesBlock {
  const choices = options.map(({ value, label }) => ({ value: wireValue(stepId, value), label }));
  return { type: 'choices', style: 'list', choices };
}

/** Which option was meant: picked, or said by its label, its number, its other words, or some words of its label. */
export function matchChoice(
  stepId: string,
  options: readonly Option[],
  input: ScenarioInput,
  environment: Environment,
): Matched {
  if (input.pick !== undefined) return matchPick(stepId, options, input, environment);
  const text = normalise(input.text);
  const said = options.find(({ label, value, words }) => isSaid(text, label, value, words));
  if (said) return { kind: 'match', option: said };
  if (/^\d+$/.test(text)) return matchNumber(options, Number(text));
  if (text === '') return { kind: 'attempt' };
  if (isQuestion(input.text, environment)) return { kind: 'off-script' };
  return matchWords(options, text);
}

function matchPick(
  stepId: string,
  options: readonly Option[],
  { pick, pickedFrom, text }: ScenarioInput,
  environment: Environment,
): Matched {
  const picked = ({ value }: Option) => pick === value || pick === wireValue(stepId, value);
  const option = pickedFrom === undefined ? options.find(picked) : undefined;
  if (option) return { kind: 'match', option };
  return { kind: isQuestion(text, environment) ? 'off-script' : 'stale' };
}

function isSaid(text: string, label: string, value: string, words = ''): boolean {
  return text !== '' && (text === normalise(label) || text === normalise(value) || phrases(words).includes(text));
}

function matchNumber(options: readonly Option[], number: number): Matched {
  const option = options[number - 1];
  return option ? { kind: 'match', option } : { kind: 'attempt' };
}

function matchWords(options: readonly Option[], text: string): Matched {
  const fitting = options.filter((option) => (option.binding ? begins(text, option) : fits(text, option)));
  if (fitting.length === 1) return { kind: 'match', option: fitting[0]! };
  return { kind: fitting.length === 0 ? 'other' : 'attempt' };
}

function begins(text: string, { label, words = '' }: Option): boolean {
  const said = [normalise(label), ...phrases(words)];
  return said.some((phrase) => text.startsWith(`${phrase} `) && countWords(text) - countWords(phrase) <= MOST_AFTER);
}

function fits(text: string, { label: shown, words = '' }: Option): boolean {
  const label = normalise(shown);
  if (containsPhrase(text, label) || phrases(words).some((phrase) => containsPhrase(text, phrase))) return true;
  const own = label.split(' ');
  return text.length > 2 && text.split(' ').every((word) => own.includes(word));
}
