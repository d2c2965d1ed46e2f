import { z } from 'zod';
import { phoneExample } from '../phone-example.ts';
import { choicesBlock, matchChoice, type Option } from '../choices.ts';
import { readEmail, readName, readPhone } from '../contact-values.ts';
import { isRefusal } from '../refusal.ts';
import { isQuestion, isSentence } from '../question.ts';
import { sayBlock, sayText } from '../say.ts';
import type { Environment, Say, ScenarioInput } from '../scenario.ts';
import { answerKey, stepId, word } from '../step-schema.ts';
import { defineStep, type StepOutcome, type StepState } from '../step.ts';

const schema = z.strictObject({
  kind: z.enum(['text', 'name', 'email', 'phone', 'contact']).describe('contact: a phone number or a mail address'),
  text: word,
  retry: word.describe('Said when the answer is not valid; {{phoneExample}} is a number of the country'),
  placeholder: word.optional(),
  save: answerKey.optional().describe('Name of the answer; by default its kind, for a contact phone or email'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('Of phone numbers without a prefix; by default that of the site'),
  giveUp: stepId.optional().describe('Where to go after the last failed attempt; by default the scenario is left'),
  next: stepId.optional(),
});
type Config = z.output<typeof schema>;
type Value = { key: string; value: string; label: string };

const LONGEST_TEXT = 1000;
/** Short names may begin like a question: Can Demir, Do Nguyen. */
const NAME_WORDS = 3;

const readers: Record<Config['kind'], (text: string, environment: Environment) => Value | undefined> = {
  text: readText,
  name: readName,
  email: readEmail,
  phone: readPhone,
  contact: (text, environment) => readEmail(text) ?? (text.includes('@') ? undefined : readPhone(text, environment)),
};

/** Asks for a typed answer and checks it. */
export const ask = defineStep({
  type: 'ask',
  schema,
  waits: true,
  links: ({ next, giveUp }) => [next, giveUp],
  fallsThrough: ({ next }) => next === undefined,
  run(config, state, input) {
    if (!input) return { kind: 'ask', says: question(config, state, config.text) };
    if (input.pick !== undefined) return picked(config, state, input);
    const value = read(config, state, input);
    if (value) return { kind: 'next', to: config.next, answers: keep(config, state, value, input) };
    if (isQuestion(input.text, state.environment)) return { kind: 'off-script' };
    if (config.kind !== 'text' && isRefusal(input.text, state.environment)) return refused(config, state);
    if (config.kind !== 'text' && isSentence(input.text)) return { kind: 'off-script' };
    return { kind: 'retry', says: question(config, state, config.retry), giveUp: config.giveUp };
  },
});

function question(config: Config, state: StepState, text: string): Say[] {
  const { kind, placeholder } = config;
  const block = { type: 'input', kind: kind === 'name' ? 'text' : kind } as const;
  const known = offers(config, state);
  return [
    sayText(text, state, isPhone(config) ? { phoneExample: exampleFor(config, state) } : undefined),
    sayBlock(placeholder ? { ...block, placeholder: state.environment.t(placeholder) } : block),
    ...(known.length > 0 ? [sayBlock({ ...choicesBlock(state.id, known), style: 'quick-replies' })] : []),
  ];
}

function isPhone({ kind }: Config): boolean {
  return kind === 'phone' || kind === 'contact';
}

function exampleFor({ country }: Config, { environment }: StepState): string {
  return phoneExample(country ?? environment.country).international;
}

/** What the site has said of its user: to be picked, so that he knows what is taken, and may say something else. */
function offers(config: Config, state: StepState): Option[] {
  const { name, email, phone } = state.environment.profile ?? {};
  const known = { text: [], name: [name], email: [email], phone: [phone], contact: [phone, email] }[config.kind];
  const values = known.map((text) => (text ? readAs(config, state, text) : undefined));
  return values.filter((value) => value !== undefined).map(({ key, label }) => ({ value: `known-${key}`, label }));
}

/** What was offered, or else a choice of something else: only its words count, and only as a question. */
function picked(config: Config, state: StepState, input: ScenarioInput): StepOutcome {
  const matched = matchChoice(state.id, offers(config, state), input, state.environment);
  const value = matched.kind === 'match' ? readAs(config, state, matched.option.label) : undefined;
  if (value) return { kind: 'next', to: config.next, answers: keep(config, state, value, input) };
  if (isQuestion(input.text, state.environment)) return { kind: 'off-script' };
  return { kind: 'ask', says: question(config, state, config.text) };
}

/** Nobody has to tell: how to stop is said, and asked once more. */
function refused(config: Config, state: StepState): StepOutcome {
  const says = [sayText('scenarios:common.refused', state), ...question(config, state, config.text)];
  return { kind: 'retry', says, giveUp: config.giveUp };
}

/** Words alone could be a question; a mail address or a phone number in them settles it. */
function read(config: Config, state: StepState, { text }: ScenarioInput): Value | undefined {
  const { environment } = state;
  if (config.kind === 'text' && isQuestion(text, environment)) return undefined;
  if (config.kind === 'name' && (isQuestion(text, environment, NAME_WORDS) || isRefusal(text, environment)))
    return undefined;
  return readAs(config, state, text);
}

function readAs({ kind, country }: Config, { environment }: StepState, text: string): Value | undefined {
  return readers[kind](text, country ? { ...environment, country } : environment);
}

function keep(config: Config, { environment }: StepState, { key, value, label }: Value, { messageId }: ScenarioInput) {
  return { [config.save ?? key]: { value, label, messageId, at: environment.now } };
}

function readText(text: string): Value | undefined {
  const value = text.trim().slice(0, LONGEST_TEXT);
  return value === '' ? undefined : { key: 'text', value, label: value };
}
