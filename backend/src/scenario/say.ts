import type { Block } from '@agent-chat/sdk/protocol';
import type { Say } from './scenario.ts';
import type { StepState } from './step.ts';
import type { Known } from '../content/words.ts';

/** A locale text with every answer as a placeholder under its key. */
export function sayText<const Key extends string>(
  key: Known<Key>,
  state: StepState,
  values?: Record<string, string | number>,
): Say {
  return { type: 'text', text: state.environment.t(key as string, { ...answerValues(state), ...values }) };
}

export function sayBlock(block: Block): Say {
  return { type: 'block', block };
}

/** Makes what a visitor wrote safe to repeat inside Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&');
}

function answerValues({ answers }: StepState): Record<string, string> {
  const values: Record<string, string> = {};
  for (const key in answers) values[key] = escapeMarkdown(answers[key]!.label);
  return values;
}
