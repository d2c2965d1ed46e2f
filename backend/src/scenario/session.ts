import { createId } from '../id.ts';
import type { NewLead } from '../lead/lead.ts';
import type { Effect, TurnContext } from '../conversation/responder.ts';
import { advance, startRun } from './engine.ts';
import { activeRun, pausedRun, saveRuns, type RunStatus, type StoredRun } from './run-store.ts';
import type { ScenarioResponderOptions } from './scenario-responder.ts';
import type {
  Advance,
  Answers,
  CapturedLead,
  Environment,
  Outcome,
  Run,
  Say,
  Scenario,
  ScenarioInput,
} from './scenario.ts';

type Options = ScenarioResponderOptions;

const statuses: Record<Outcome, RunStatus> = {
  asked: 'active',
  'off-script': 'active',
  finished: 'finished',
  left: 'paused',
};

/** The runs of one conversation during one turn: read once, changed here, stored by one effect. */
export class Session {
  readonly #options: Options;
  readonly #context: TurnContext;
  readonly #environment: Environment;
  readonly #changed = new Map<string, StoredRun>();
  #active?: StoredRun;
  #says: Say[] = [];
  #leads: NewLead[] = [];
  #dirty = false;

  private constructor(options: Options, context: TurnContext, active: StoredRun | undefined) {
    this.#options = options;
    this.#context = context;
    this.#environment = createEnvironment(options, context);
    this.#active = active;
  }

  static async open(options: Options, context: TurnContext): Promise<Session> {
    const active = await activeRun(options.database.read, context.conversationId);
    const known = active && findScenario(options, active.run.scenarioId) !== undefined;
    return new Session(options, context, known ? active : undefined);
  }

  get active(): StoredRun | undefined {
    return this.#active;
  }

  get scenario(): Scenario | undefined {
    return this.#active && findScenario(this.#options, this.#active.run.scenarioId);
  }

  /** What was said since it was last taken. */
  takeSays(): Say[] {
    const taken = this.#says;
    this.#says = [];
    return taken;
  }

  /** Stores all that changed since it was last taken; undefined when nothing did. */
  takeEffect(): Effect | undefined {
    if (!this.#dirty) return undefined;
    this.#dirty = false;
    const runs = [...this.#changed.values()];
    const leads = this.#leads.splice(0);
    return async (trx) => {
      await saveRuns(trx, runs);
      for (const lead of leads) await this.#options.leads.capture(trx, lead);
    };
  }

  /** Starts a scenario, or offers to continue one that was left; the active one is left. Unknown ids are ignored. */
  async start(scenarioId: string, answers: Answers = this.#active?.run.answers ?? {}): Promise<void> {
    const scenario = findScenario(this.#options, scenarioId);
    if (!scenario) return;
    if (this.#active) this.#put(this.#active, { ...this.#active.run, tries: 0 }, 'paused');
    const left = await this.#leftRun(scenarioId);
    const run = left && hasOwnAnswers(left.run) ? offered(left.run, answers) : startRun(scenario, answers);
    const stored = left ?? newRun(this.#context, run, this.#environment.now);
    await this.#apply(stored, advance(scenario, run, undefined, this.#environment));
  }

  /** Asks the waiting step again. */
  ask(): void {
    const { active, scenario } = this;
    if (!active || !scenario) return;
    const { run, says } = advance(scenario, active.run, undefined, this.#environment);
    if (run !== active.run) this.#put(active, run, 'active');
    this.#says.push(...says);
  }

  async hear(input: ScenarioInput): Promise<Outcome> {
    const { active, scenario } = this;
    if (!active || !scenario) return 'off-script';
    const result = advance(scenario, active.run, input, this.#environment);
    if (result.outcome !== 'off-script') await this.#apply(active, result);
    return result.outcome;
  }

  async #apply(stored: StoredRun, result: Advance): Promise<void> {
    this.#put(stored, result.run, statuses[result.outcome]);
    this.#says.push(...result.says);
    for (const effect of result.effects) {
      if (effect.type === 'lead') this.#leads.push(leadOf(this.#context, stored, effect.lead));
      else await this.start(effect.scenario, result.run.answers);
    }
  }

  #put(stored: StoredRun, run: Run, status: RunStatus): void {
    const next = { ...stored, run, status, updatedAt: this.#environment.now };
    this.#changed.set(next.id, next);
    this.#active = status === 'active' ? next : undefined;
    this.#dirty = true;
  }

  async #leftRun(scenarioId: string): Promise<StoredRun | undefined> {
    const here = [...this.#changed.values()].find(
      ({ run, status }) => run.scenarioId === scenarioId && status === 'paused',
    );
    const { database } = this.#options;
    const left = here ?? (await pausedRun(database.read, this.#context.conversationId, scenarioId));
    return left && (this.#changed.get(left.id) ?? left);
  }
}

export function findScenario({ scenarios }: Pick<Options, 'scenarios'>, id: string): Scenario | undefined {
  for (const scenario of scenarios.all().values()) if (scenario.id === id) return scenario;
  return undefined;
}

function createEnvironment(
  { words, catalogue, defaultCountry }: Options,
  { locale, siteId }: TurnContext,
): Environment {
  let services: Environment['services'] | undefined;
  return {
    t: (key, values) => words.t(locale, key, values),
    locale,
    now: new Date().toISOString(),
    country: typeof defaultCountry === 'function' ? defaultCountry(siteId) : defaultCountry,
    get services() {
      return (services ??= catalogue(locale));
    },
  };
}

function newRun({ conversationId }: TurnContext, run: Run, now: string): StoredRun {
  return { id: createId(), conversationId, status: 'active', run, createdAt: now, updatedAt: now };
}

function hasOwnAnswers({ answers, inherited = {} }: Run): boolean {
  return Object.keys(answers).some((key) => !(key in inherited));
}

function offered(run: Run, answers: Answers): Run {
  return {
    ...run,
    answers: { ...run.answers, ...answers },
    inherited: { ...run.inherited, ...answers },
    tries: 0,
    offering: true,
  };
}

function leadOf(context: TurnContext, { id, run }: StoredRun, lead: CapturedLead): NewLead {
  const { siteId, contactId, conversationId, channel, locale } = context;
  return { runId: id, scenarioId: run.scenarioId, siteId, contactId, conversationId, channel, locale, ...lead };
}
