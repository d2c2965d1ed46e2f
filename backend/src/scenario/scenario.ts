import type { Block } from '@agent-chat/sdk/protocol';
import type { StepDefinition } from './step.ts';
import type { Known } from '../content/words.ts';

/** A scenario as the engine walks it: checked and with every step bound to its definition. */
export interface Scenario {
  id: string;
  /** Hash of its source: tells a run that its scenario was edited. */
  version: string;
  /** Locale key of phrases, separated by `|`, that start it. */
  triggers?: string;
  first: string;
  steps: ReadonlyMap<string, BoundStep>;
}

export interface BoundStep {
  id: string;
  definition: StepDefinition;
  /** What the definition's schema made of the YAML. */
  config: object;
  /** The step written below it: where it goes on when it names no other. */
  following?: string;
}

/** What was answered, and where it was said. */
export interface Answer {
  value: string;
  /** As people read it. */
  label: string;
  messageId: string;
  /** ISO 8601, UTC. */
  at: string;
}
export type Answers = Readonly<Record<string, Answer>>;

/** Where one conversation stands in a scenario. Never changed in place. */
export interface Run {
  scenarioId: string;
  version: string;
  step: string;
  answers: Answers;
  /** What it was started with: starting over keeps these. */
  inherited?: Answers;
  /** Failed attempts at the present step. */
  tries: number;
  /** What the present step has been told so far, when it needs more than one answer. */
  progress?: Answers;
  /** It was left half-way; the visitor is being asked whether to continue or to start over. */
  offering?: boolean;
}

/** What a visitor said to a waiting step. */
export interface ScenarioInput {
  text: string;
  /** The value of a picked choice. */
  pick?: string;
  /** What was filled into a form: field → value. */
  form?: Readonly<Record<string, string>>;
  /** Where that choice or form stands when not under the question that waits: then it cannot answer it. */
  pickedFrom?: 'earlier' | 'elsewhere';
  messageId: string;
  /** It was said before the waiting question stood in the log. */
  early?: boolean;
}

/** Everything a step may know of the world, so that the engine stays a pure function. */
export interface Environment {
  /** Locale texts of the visitor's language. */
  t<const Key extends string>(key: Known<Key>, values?: Record<string, string | number>): string;
  locale: string;
  /** ISO 8601, UTC. */
  now: string;
  /** The day there, `2026-11-25`, where the business is. */
  today: string;
  /** ISO 3166 country of phone numbers without a prefix, e.g. `DE`. */
  country?: string;
  services: readonly ScenarioService[];
  /** What the site has signed of its user: offered where it is asked for, never taken without him. */
  profile?: { name?: string; email?: string; phone?: string };
}

/** A catalogue entry in the visitor's language. */
export interface ScenarioService {
  id: string;
  name: string;
  description?: string;
  /** Ready to show, e.g. "from €49". */
  price?: string;
  url?: string;
  tags: readonly string[];
}

export type Say = { type: 'text'; text: string } | { type: 'block'; block: Block };

export interface CapturedField {
  key: string;
  /** Locale key of its label. */
  label: string;
  value: string;
  messageId: string;
}

/** The lead of a run as data; who and where is added by whoever stores it. */
export interface CapturedLead {
  name?: string;
  phone?: string;
  email?: string;
  need?: string;
  consentAt: string;
  consentText: string;
  fields: CapturedField[];
}

export type ScenarioEffect = { type: 'lead'; lead: CapturedLead } | { type: 'start'; scenario: string };

/** `off-script`: the input was not for the step (a question): nothing has changed, answer it otherwise, then ask the step again. */
export type Outcome = 'asked' | 'finished' | 'left' | 'off-script';

export interface Advance {
  run: Run;
  says: Say[];
  /** So many of the last `says` are the question that now waits. */
  asks: number;
  effects: ScenarioEffect[];
  outcome: Outcome;
}
