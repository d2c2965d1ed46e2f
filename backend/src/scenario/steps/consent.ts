import { z } from 'zod';
import { choicesBlock, matchChoice } from '../choices.ts';
import { consentOptions } from '../consent-options.ts';
import { sayBlock, sayText } from '../say.ts';
import type { Say } from '../scenario.ts';
import { answerKey, stepId, word } from '../step-schema.ts';
import { defineStep, type StepState } from '../step.ts';

const schema = z.strictObject({
  text: word.describe('What is agreed to; kept with the lead as it was shown'),
  retry: word.optional(),
  save: answerKey.default('consent'),
  declined: stepId.describe('Where to go when the visitor does not agree'),
  next: stepId.optional(),
});
type Config = z.output<typeof schema>;

/** Asks for leave to store personal data. Kept as `yes` or `no` with the text that was agreed to; only who has seen it can agree. */
export const consent = defineStep({
  type: 'consent',
  schema,
  waits: true,
  answersSeen: true,
  links: ({ next, declined }) => [next, declined],
  fallsThrough: ({ next }) => next === undefined,
  run(config, state, input) {
    if (!input) return { kind: 'ask', says: question(config.text, state) };
    const matched = matchChoice(state.id, consentOptions(state.environment), input, state.environment);
    if (matched.kind === 'match') return decided(config, state, matched.option.value, input.messageId);
    if (matched.kind === 'off-script') return matched;
    if (matched.kind === 'stale') return { kind: 'ask', says: question(config.text, state) };
    return { kind: 'retry', says: question(config.retry ?? 'scenarios:common.consent.retry', state) };
  },
});

function question(text: string, state: StepState): Say[] {
  return [sayText(text, state), sayBlock(choicesBlock(state.id, consentOptions(state.environment)))];
}

function decided({ text, save, declined, next }: Config, state: StepState, value: string, messageId: string) {
  const shown = sayText(text, state);
  const answer = { value, label: shown.type === 'text' ? shown.text : '', messageId, at: state.environment.now };
  return { kind: 'next', to: value === 'yes' ? next : declined, answers: { [save]: answer } } as const;
}
