import type { FormField } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { fieldView, formField, type FieldConfig } from '../form-field.ts';
import { isQuestion } from '../question.ts';
import { isSkipped, readField, type FieldValue } from '../read-field.ts';
import { sayBlock, sayText } from '../say.ts';
import type { Answers, Say, ScenarioInput } from '../scenario.ts';
import { stepId, word } from '../step-schema.ts';
import { defineStep, type StepOutcome, type StepState } from '../step.ts';

const schema = z.strictObject({
  text: word.describe('Said above the form'),
  retry: word.optional().describe('Said when something was not valid'),
  submit: word.optional().describe('On its button'),
  fields: z
    .array(formField)
    .min(1)
    .max(12)
    .refine(
      (fields) => new Set(fields.map(({ name }) => name)).size === fields.length,
      'two fields have the same name',
    ),
  declined: stepId.optional().describe('Where to go when a consent that is not optional is refused'),
  giveUp: stepId.optional().describe('Where to go after the last failed attempt; by default the scenario is left'),
  next: stepId.optional(),
});
type Config = z.output<typeof schema>;

/** Several typed questions at once: filled in as a form, or answered by typing, one after the other. */
export const form = defineStep({
  type: 'form',
  schema,
  waits: true,
  answersSeen: true,
  links: ({ next, declined, giveUp }) => [next, declined, giveUp],
  fallsThrough: ({ next }) => next === undefined,
  run(config, state, input) {
    if (!input) return { kind: 'ask', says: question(config, state) };
    const isStale = input.pickedFrom !== undefined;
    if (input.form) return isStale ? { kind: 'ask', says: question(config, state) } : filledIn(config, state, input);
    if (input.pick !== undefined) return picked(config, state, input);
    return typed(config, state, input);
  },
});

/** The whole form at once. One fault, and all of it is shown again as it was filled in. */
function filledIn(config: Config, state: StepState, input: ScenarioInput): StepOutcome {
  const { environment } = state;
  const values = input.form!;
  const said = new Map(openFields(config, state).map((field) => [field, textOf(values, field.name)]));
  const read = new Map([...said].map(([field, text]) => [field, readField(text, field, environment)]));
  const isFaulty = (field: FieldConfig) => !read.get(field) && !(field.optional && said.get(field) === '');
  if ([...read.keys()].some(isFaulty)) {
    const views = [...said].map(([field, value]): FormField => ({
      ...fieldView(field, environment),
      value,
      ...(isFaulty(field) && {
        error: environment.t(`scenarios:common.form.${said.get(field) ? 'wrong' : 'missing'}`),
      }),
    }));
    return again(config, state, views);
  }
  const told = [...read].map(([field, value]) => [field.name, answer(value, input, state)]);
  return take(config, state, Object.fromEntries(told) as Answers);
}

/** A button of a client without forms: it names its field. */
function picked(config: Config, state: StepState, input: ScenarioInput): StepOutcome {
  const [field] = openFields(config, state) as [FieldConfig];
  const prefix = `${state.id}:${field.name}:`;
  const isAnswer = input.pickedFrom === undefined && input.pick!.startsWith(prefix);
  const value = isAnswer ? readField(input.pick!.slice(prefix.length), field, state.environment) : undefined;
  if (value) return take(config, state, { [field.name]: answer(value, input, state) });
  if (isQuestion(input.text, state.environment)) return { kind: 'off-script' };
  return { kind: 'ask', says: question(config, state) };
}

function typed(config: Config, state: StepState, input: ScenarioInput): StepOutcome {
  const { environment } = state;
  const [field] = openFields(config, state) as [FieldConfig];
  if (isSkipped(input.text, field, environment))
    return take(config, state, { [field.name]: answer(undefined, input, state) });
  const value = readField(input.text, field, environment);
  const asks = isQuestion(input.text, environment);
  if (value && !(asks && isFree(field))) return take(config, state, { [field.name]: answer(value, input, state) });
  return asks ? { kind: 'off-script' } : again(config, state, openViews(config, state));
}

/** Words of any kind fit it, a question too. */
function isFree({ kind }: FieldConfig): boolean {
  return kind === 'text' || kind === 'name';
}

/** Goes on when nothing is left to ask. */
function take(config: Config, state: StepState, told: Answers): StepOutcome {
  const progress = { ...state.progress, ...told };
  const refused = config.fields.find(
    ({ name, kind, optional }) => kind === 'consent' && !optional && progress[name]?.value === 'no',
  );
  if (refused && !config.declined) return again(config, state, openViews(config, state));
  const isOpen = config.fields.some(({ name }) => !(name in progress));
  if (isOpen && !refused) return { kind: 'stay', progress };
  const answers = Object.fromEntries(Object.entries(progress).filter(([, { value }]) => value !== ''));
  return { kind: 'next', to: refused ? config.declined : config.next, answers };
}

function again(config: Config, state: StepState, fields: FormField[]): StepOutcome {
  const says = [sayText(config.retry ?? 'scenarios:common.form.retry', state), block(config, state, fields)];
  return { kind: 'retry', says, giveUp: config.giveUp };
}

function question(config: Config, state: StepState): Say[] {
  const isFirst = Object.keys(state.progress).length === 0;
  return [
    sayText(isFirst ? config.text : 'scenarios:common.form.next', state),
    block(config, state, openViews(config, state)),
  ];
}

function block(
  { submit = 'scenarios:common.form.submit' }: Config,
  { id, environment }: StepState,
  fields: FormField[],
): Say {
  return sayBlock({ type: 'form', id, fields, submit: environment.t(submit) });
}

function openFields({ fields }: Config, { progress }: StepState): FieldConfig[] {
  return fields.filter(({ name }) => !(name in progress));
}

function openViews(config: Config, state: StepState): FormField[] {
  return openFields(config, state).map((field) => fieldView(field, state.environment));
}

/** Left out, it is kept as empty, so that it is not asked again. */
function answer(
  { value, label }: FieldValue = { value: '', label: '' },
  { messageId }: ScenarioInput,
  { environment }: StepState,
) {
  return { value, label, messageId, at: environment.now };
}

function textOf(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? values[name]!.trim() : '';
}
