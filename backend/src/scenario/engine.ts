import { choicesBlock, matchChoice, type Option } from './choices.ts';
import { normalise, phrases } from './phrases.ts';
import { isQuestion } from './question.ts';
import type {
  Advance,
  Answers,
  BoundStep,
  Environment,
  Outcome,
  Run,
  Say,
  Scenario,
  ScenarioEffect,
  ScenarioInput,
} from './scenario.ts';
import type { StepOutcome } from './step.ts';
import type { WholeKey } from '../../../locales/keys.d.ts';

/** Failed attempts at one step that are asked again. */
export const MOST_TRIES = 3;
/** Steps that may follow each other without waiting; more is a circle. */
const MOST_STEPS = 200;
/** The step of the offer to continue or start over. */
const OFFER = 'run';

export function startRun(scenario: Scenario, inherited: Answers = {}): Run {
  return {
    scenarioId: scenario.id,
    version: scenario.version,
    step: scenario.first,
    answers: inherited,
    inherited,
    tries: 0,
  };
}

/**
 * Moves a run on by what the visitor said; without input it asks where the run stands. Pure: nothing is changed in place, texts come from
 * the environment, effects are data. An off-script outcome leaves the run as it was.
 */
export function advance(
  scenario: Scenario,
  run: Run,
  input: ScenarioInput | undefined,
  environment: Environment,
): Advance {
  const walk: Walk = { scenario, environment, input, says: [], question: [], effects: [] };
  const current = upToDate(walk, run);
  if (!input) return current.offering ? offer(walk, current) : enter(walk, current);
  if (input.pick === undefined && !input.form && isLeaving(input.text, environment))
    return leave(walk, current, 'scenarios:common.left');
  if (current.offering) return answerOffer(walk, current, input);
  const step = scenario.steps.get(current.step)!;
  if (step.id !== run.step || !step.definition.waits) return enter(walk, current);
  return revise(walk, current, input) ?? hear(walk, current, step);
}

interface Walk {
  scenario: Scenario;
  environment: Environment;
  input: ScenarioInput | undefined;
  says: Say[];
  question: Say[];
  effects: ScenarioEffect[];
}

function hear(walk: Walk, run: Run, step: BoundStep): Advance {
  const { input, environment } = walk;
  if (!input?.early || !step.definition.answersSeen) return follow(walk, run, execute(walk, run, step, input));
  return isQuestion(input.text, environment) ? done(walk, run, 'off-script') : enter(walk, run);
}

function execute({ environment, input }: Walk, run: Run, step: BoundStep, said?: ScenarioInput): StepOutcome {
  const { answers, progress = {} } = run;
  const state = { id: step.id, answers, progress, environment, messageId: input?.messageId ?? '' };
  return step.definition.run(step.config, state, said);
}

function enter(walk: Walk, run: Run): Advance {
  const step = walk.scenario.steps.get(run.step);
  return step ? follow(walk, run, execute(walk, run, step)) : done(walk, run, 'finished');
}

/** Takes outcome after outcome until a step waits or nothing is left to do. */
function follow(walk: Walk, from: Run, first: StepOutcome): Advance {
  let run = from;
  let outcome = first;
  for (let count = 0; count < MOST_STEPS; count++) {
    if (outcome.kind === 'off-script') return done(walk, run, 'off-script');
    if (outcome.kind === 'retry') {
      if (run.tries < MOST_TRIES) return asked(walk, { ...run, tries: run.tries + 1 }, outcome.says);
      if (outcome.giveUp === undefined) return leave(walk, run, 'scenarios:common.gaveUp');
      outcome = { kind: 'next', to: outcome.giveUp };
    }
    if (outcome.kind === 'ask') return asked(walk, run, outcome.says);
    if (outcome.kind === 'stay') return enter(walk, { ...run, progress: outcome.progress, tries: 0 });
    collect(walk, outcome);
    const step: BoundStep | undefined = outcome.kind === 'next' ? nextStep(walk, run, outcome.to) : undefined;
    run = moved(run, step, outcome);
    if (!step) return done(walk, run, 'finished');
    outcome = execute(walk, run, step);
  }
  return done(walk, run, 'finished');
}

function collect({ says, effects }: Walk, outcome: Extract<StepOutcome, { kind: 'next' | 'end' }>): void {
  if (outcome.says) says.push(...outcome.says);
  if (outcome.effects) effects.push(...outcome.effects);
}

function nextStep({ scenario }: Walk, run: Run, to: string | undefined): BoundStep | undefined {
  const id = to ?? scenario.steps.get(run.step)?.following;
  return id === undefined ? undefined : scenario.steps.get(id);
}

function moved(run: Run, step: BoundStep | undefined, outcome: StepOutcome): Run {
  const answers = outcome.kind === 'next' && outcome.answers ? { ...run.answers, ...outcome.answers } : run.answers;
  return { ...run, step: step?.id ?? run.step, answers, progress: undefined, tries: 0 };
}

function asked(walk: Walk, run: Run, question: Say[]): Advance {
  walk.question = question;
  return done(walk, run, 'asked');
}

function leave(walk: Walk, run: Run, key: WholeKey): Advance {
  walk.says.push({ type: 'text', text: walk.environment.t(key) });
  return done(walk, { ...run, tries: 0, offering: undefined }, 'left');
}

function done({ says, question, effects }: Walk, run: Run, outcome: Outcome): Advance {
  return { run, says: [...says, ...question], asks: question.length, effects, outcome };
}

/** A run whose scenario was edited goes on where it stands; if that step is gone it begins again, with what was answered. */
function upToDate(walk: Walk, run: Run): Run {
  const { scenario } = walk;
  if (scenario.steps.has(run.step))
    return run.version === scenario.version ? run : { ...run, version: scenario.version };
  walk.says.push({ type: 'text', text: walk.environment.t('scenarios:common.changed') });
  return { ...startRun(scenario, run.inherited), answers: run.answers };
}

/** Picking another choice of a question that was answered before goes back to it and forgets what was answered after it. */
function revise(walk: Walk, run: Run, input: ScenarioInput): Advance | undefined {
  if (input.pickedFrom === 'elsewhere') return undefined;
  const id = input.pick?.slice(0, Math.max(input.pick.indexOf(':'), 0));
  const step = id === undefined || id === run.step ? undefined : walk.scenario.steps.get(id);
  const key = step?.definition.revises?.(step.config);
  if (!step || key === undefined || !(key in run.answers)) return undefined;
  const back = { ...run, step: step.id, answers: answersBefore(run, key), progress: undefined, tries: 0 };
  const outcome = execute(walk, back, step, { ...input, pickedFrom: undefined });
  return outcome.kind === 'next' ? follow(walk, back, outcome) : undefined;
}

function answersBefore({ answers, inherited }: Run, key: string): Answers {
  const entries = Object.entries(answers);
  const index = entries.findIndex(([name]) => name === key);
  return { ...inherited, ...Object.fromEntries(entries.slice(0, index)) };
}

function isLeaving(text: string, { t }: Environment): boolean {
  return phrases(t('scenarios:common.leaveWords')).includes(normalise(text));
}

function offer(walk: Walk, run: Run, key = 'scenarios:common.offer.text'): Advance {
  return asked(walk, run, [
    { type: 'text', text: walk.environment.t(key) },
    { type: 'block', block: choicesBlock(OFFER, offers(walk.environment)) },
  ]);
}

function offers({ t }: Environment): Option[] {
  return [
    {
      value: 'continue',
      label: t('scenarios:common.offer.continue'),
      words: t('scenarios:common.offer.continueWords'),
    },
    { value: 'restart', label: t('scenarios:common.offer.restart'), words: t('scenarios:common.offer.restartWords') },
  ];
}

function answerOffer(walk: Walk, run: Run, input: ScenarioInput): Advance {
  const matched = matchChoice(OFFER, offers(walk.environment), input, walk.environment);
  if (matched.kind === 'off-script') return done(walk, run, 'off-script');
  if (matched.kind === 'stale') return offer(walk, run);
  if (matched.kind !== 'match') {
    if (run.tries >= MOST_TRIES) return leave(walk, run, 'scenarios:common.gaveUp');
    return offer(walk, { ...run, tries: run.tries + 1 }, 'scenarios:common.chooseOne');
  }
  if (matched.option.value === 'restart') return enter(walk, startRun(walk.scenario, run.inherited));
  return enter(walk, { ...run, offering: undefined, tries: 0 });
}
