import { z } from 'zod';
import { escapeMarkdown, sayText } from '../say.ts';
import type { CapturedField, CapturedLead } from '../scenario.ts';
import { answerKey, stepId, word } from '../step-schema.ts';
import { defineStep, type StepState } from '../step.ts';

const schema = z.strictObject({
  consent: answerKey.default('consent').describe('The answer of a consent step; nothing is stored unless it is yes'),
  fields: z.record(answerKey, word).describe('Answer → key of its label; name, phone and email are the contact itself'),
  need: z.array(answerKey).optional().describe('Answers that together say what is wanted'),
  text: word.optional().describe('Said when stored; {{summary}} lists what was noted'),
  next: stepId.optional(),
});
type Config = z.output<typeof schema>;

/** Makes a lead of the answers, each field with the message it came from. */
export const capture = defineStep({
  type: 'capture',
  schema,
  links: ({ next }) => [next],
  fallsThrough: ({ next }) => next === undefined,
  run(config, state) {
    const lead = collect(config, state);
    if (!lead) return { kind: 'next', to: config.next };
    const says = config.text ? [sayText(config.text, state, { summary: summary(lead.fields, state) })] : [];
    return { kind: 'next', to: config.next, says, effects: [{ type: 'lead', lead }] };
  },
});

function collect(config: Config, { answers }: StepState): CapturedLead | undefined {
  const consent = answers[config.consent];
  if (consent?.value !== 'yes') return undefined;
  const need = (config.need ?? []).flatMap((key) => answers[key]?.label ?? []).join(' · ');
  return {
    name: answers['name']?.value,
    phone: answers['phone']?.value,
    email: answers['email']?.value,
    need: need === '' ? undefined : need,
    consentAt: consent.at,
    consentText: consent.label,
    fields: Object.entries(config.fields).flatMap(([key, label]) => field(key, label, answers[key])),
  };
}

function field(key: string, label: string, answer: StepState['answers'][string] | undefined): CapturedField[] {
  return answer ? [{ key, label, value: answer.label, messageId: answer.messageId }] : [];
}

function summary(fields: CapturedField[], { environment }: StepState): string {
  const { t } = environment;
  const lines = fields.map(({ label, value }) =>
    t('scenarios:common.summaryLine', { label: t(label), value: escapeMarkdown(value) }),
  );
  return lines.map((line) => `- ${line}`).join('\n');
}
