import { z } from 'zod';
import { choicesBlock, matchChoice, type Option } from '../choices.ts';
import { sayBlock, sayText } from '../say.ts';
import type { Say, ScenarioInput } from '../scenario.ts';
import { answerKey, choiceValue, stepId, word } from '../step-schema.ts';
import { defineStep, type StepOutcome, type StepState } from '../step.ts';

const LONGEST_FREE = 500;

const schema = z.strictObject({
  text: word,
  retry: word.optional().describe('Said when an answer fits no choice or several'),
  save: answerKey.optional().describe('Name of the answer; not kept without'),
  choices: z
    .array(
      z.strictObject({
        value: choiceValue,
        label: word,
        words: word.optional().describe('Other ways to say it, separated by |'),
        next: stepId.optional(),
      }),
    )
    .min(2)
    .refine(
      (choices) => new Set(choices.map(({ value }) => value)).size === choices.length,
      'two choices have the same value',
    ),
  free: z.boolean().optional().describe('True: what fits no choice is kept as it was said'),
  next: stepId.optional(),
});
type Config = z.output<typeof schema>;

/** Offers choices; each may lead elsewhere. */
export const choice = defineStep({
  type: 'choice',
  schema,
  waits: true,
  links: ({ choices, next }) => [...choices.map((one) => one.next), next],
  fallsThrough: ({ choices, free, next }) =>
    next === undefined && (free || choices.some((one) => one.next === undefined)),
  revises: ({ save }) => save,
  run(config, state, input) {
    if (!input) return { kind: 'ask', says: question(config, state, config.text) };
    const matched = matchChoice(state.id, options(config, state), input, state.environment);
    if (matched.kind === 'match') return chosen(config, state, matched.option, input);
    if (matched.kind === 'stale') return { kind: 'ask', says: question(config, state, config.text) };
    if (matched.kind === 'off-script') return matched;
    if (matched.kind === 'other' && config.free) return freely(config, state, input);
    return { kind: 'retry', says: question(config, state, config.retry ?? 'scenarios:common.chooseOne') };
  },
});

function options({ choices }: Config, { environment }: StepState): Option[] {
  return choices.map(({ value, label, words }) => ({
    value,
    label: environment.t(label),
    words: words && environment.t(words),
  }));
}

function question(config: Config, state: StepState, text: string): Say[] {
  return [sayText(text, state), sayBlock(choicesBlock(state.id, options(config, state)))];
}

function chosen(config: Config, state: StepState, option: Option, { messageId }: ScenarioInput): StepOutcome {
  const to = config.choices.find(({ value }) => value === option.value)?.next ?? config.next;
  const answer = { value: option.value, label: option.label, messageId, at: state.environment.now };
  return { kind: 'next', to, answers: config.save ? { [config.save]: answer } : undefined };
}

function freely(config: Config, state: StepState, { text, messageId }: ScenarioInput): StepOutcome {
  const said = text.trim().slice(0, LONGEST_FREE);
  const answer = { value: said, label: said, messageId, at: state.environment.now };
  return { kind: 'next', to: config.next, answers: config.save ? { [config.save]: answer } : undefined };
}
