import type { z } from 'zod';
import type { Answers, Environment, Say, ScenarioEffect, ScenarioInput } from './scenario.ts';

/** What a step sees of its run. */
export interface StepState {
  id: string;
  answers: Answers;
  /** Of this step alone: what {@link StepOutcome} `stay` kept. */
  progress: Answers;
  environment: Environment;
  /** The message that led here; empty when nobody said anything yet. */
  messageId: string;
}

export type StepOutcome =
  /** Waits for the visitor. */
  | { kind: 'ask'; says: Say[] }
  /** A real but failed attempt: counted, and asked again. After the last one the run goes to `giveUp`, else it is left. */
  | { kind: 'retry'; says: Say[]; giveUp?: string }
  /** A part of the answer: kept, and the step is asked again for the rest. */
  | { kind: 'stay'; progress: Answers }
  /** Not meant for this step, e.g. a question. */
  | { kind: 'off-script' }
  /** Goes on at step `to`, or at the one below. */
  | { kind: 'next'; to?: string; answers?: Answers; says?: Say[]; effects?: ScenarioEffect[] }
  | { kind: 'end'; says?: Say[]; effects?: ScenarioEffect[] };

/**
 * A kind of step: one file in `steps/`, one line in `steps/index.ts`, and it must pass `tests/contract/step.ts`. `run` is pure: the same
 * arguments give the same outcome, nothing is changed, effects are data.
 */
export interface StepDefinition {
  /** As written in YAML, kebab-case. */
  type: string;
  /** What may stand beside `id` and `type`. */
  schema: z.ZodObject;
  /** True when it waits for the visitor: then it is first run without input, later with. */
  waits?: boolean;
  /** True when only what was said after its question stood in the log may answer it, as with a consent. */
  answersSeen?: boolean;
  /** True when nothing follows it. */
  ends?: boolean;
  /** Steps it may go to by name. */
  links?(config: object): string[];
  /** False when it never goes on to the step below; true by default unless it ends. */
  fallsThrough?(config: object): boolean;
  /** The answer that picking another of its choices later may change: the run then goes back to it. */
  revises?(config: object): string | undefined;
  run(config: object, state: StepState, input?: ScenarioInput): StepOutcome;
}

/** {@link StepDefinition} with the type of its own configuration. */
export interface StepOf<S extends z.ZodObject> extends Omit<
  StepDefinition,
  'schema' | 'links' | 'fallsThrough' | 'revises' | 'run'
> {
  schema: S;
  links?(config: z.output<S>): (string | undefined)[];
  fallsThrough?(config: z.output<S>): boolean;
  revises?(config: z.output<S>): string | undefined;
  run(config: z.output<S>, state: StepState, input?: ScenarioInput): StepOutcome;
}

export function defineStep<S extends z.ZodObject>(step: StepOf<S>): StepDefinition {
  const { links } = step;
  const erased = step as unknown as StepDefinition;
  return links
    ? { ...erased, links: (config) => links(config as z.output<S>).filter((id) => id !== undefined) }
    : erased;
}
