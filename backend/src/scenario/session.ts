import { createId } from '../id.ts';
import type { NewLead } from '../lead/lead.ts';
import { seqsOf } from '../conversation/message-store.ts';
import { profileOf } from '../conversation/profile-store.ts';
import type { Effect, TurnContext, TurnSaid } from '../conversation/responder.ts';
import { advance, startRun } from './engine.ts';
import { createEnvironment } from './environment.ts';
import { activeRun, pausedRun, saveRuns, type RunMarks, type RunStatus, type StoredRun } from './run-store.ts';
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

/** Turns in a row that only asked something else; after them the visitor is not asked again. */
const MOST_ASIDES = 3;

const statuses: Record<Outcome, RunStatus> = {
  asked: 'active',
  'off-script': 'active',
  finished: 'finished',
  left: 'paused',
};

/** What is read once, before it begins. */
interface Opening {
  active?: StoredRun;
  pickedSeqs: ReadonlyMap<string, number>;
  profile: Environment['profile'];
}

/** The runs of one conversation during one turn: read once, changed here, stored by one effect. */
export class Session {
  readonly #options: Options;
  readonly #context: TurnContext;
  readonly #environment: Environment;
  readonly #changed = new Map<string, StoredRun>();
  /** Where the messages stand whose choices were picked or forms filled in; those of other conversations are not among them. */
  readonly #pickedSeqs: ReadonlyMap<string, number>;
  #active?: StoredRun;
  #says: Say[] = [];
  /** Told after what was said, unless an answer to something else comes between. */
  #question: Say[] = [];
  #leads: NewLead[] = [];
  #dirty = false;
  /** `seq` of the last message that was taken in this turn. */
  #heard = 0;

  private constructor(options: Options, context: TurnContext, { active, pickedSeqs, profile }: Opening) {
    this.#options = options;
    this.#context = context;
    this.#pickedSeqs = pickedSeqs;
    this.#environment = createEnvironment(options, context, profile);
    this.#active = active;
  }

  static async open(options: Options, context: TurnContext): Promise<Session> {
    const { read } = options.database;
    const picked = context.input.said.flatMap(({ pick, form }) => pick?.messageId ?? form?.messageId ?? []);
    const [active, pickedSeqs, profile] = await Promise.all([
      activeRun(options.database, context.conversationId),
      seqsOf(read, context.conversationId, picked),
      profileOf(read, context.contactId),
    ]);
    const known = active && findScenario(options, active.run.scenarioId) !== undefined;
    return new Session(options, context, { active: known ? active : undefined, pickedSeqs, profile });
  }

  get active(): StoredRun | undefined {
    return this.#active;
  }

  get scenario(): Scenario | undefined {
    return this.#active && findScenario(this.#options, this.#active.run.scenarioId);
  }

  /** What was said since it was last taken; the question that waits comes last. */
  takeSays({ withQuestion = true } = {}): Say[] {
    const taken = withQuestion ? [...this.#says, ...this.#question] : this.#says;
    this.#says = [];
    this.#question = [];
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

  /** The active run took this message before: its turn runs again. */
  hasHeard({ message }: TurnSaid): boolean {
    return message.seq <= (this.#active?.marks.heard ?? 0);
  }

  /** Starts a scenario, or offers to continue one that was left; the active one is left. Unknown ids are ignored. */
  async start(scenarioId: string, said: TurnSaid): Promise<void> {
    this.#heard = said.message.seq;
    await this.#begin(scenarioId, this.#active?.run.answers ?? {});
  }

  async #begin(scenarioId: string, answers: Answers): Promise<void> {
    const scenario = findScenario(this.#options, scenarioId);
    if (!scenario) return;
    if (this.#active) this.#put(this.#active, { ...this.#active.run, tries: 0 }, 'paused');
    const left = await this.#leftRun(scenarioId);
    const run = left && hasOwnAnswers(left.run) ? offered(left.run, answers) : startRun(scenario, answers);
    const stored = left ? { ...left, marks: {} } : newRun(this.#context, run, this.#environment.now);
    await this.#apply(stored, advance(scenario, run, undefined, this.#environment));
  }

  /** Asks the waiting step again. */
  ask(): void {
    const { active, scenario } = this;
    if (!active || !scenario) return;
    const result = advance(scenario, active.run, undefined, this.#environment);
    if (result.run !== active.run) this.#put(active, result.run, 'active');
    this.#tell(result);
  }

  /** False when it was not for the run, e.g. a question: then nothing has changed. */
  async hear(said: TurnSaid): Promise<boolean> {
    const { active, scenario } = this;
    if (!active || !scenario) return false;
    const result = advance(scenario, active.run, this.#inputOf(said, active, scenario), this.#environment);
    if (result.outcome === 'off-script') return false;
    this.#heard = said.message.seq;
    await this.#apply(active, result);
    return true;
  }

  /** Whether {@link hear} would take it for an answer and not for a failed attempt. */
  understands(said: TurnSaid): boolean {
    const { active, scenario } = this;
    if (!active || !scenario) return false;
    const untried = { ...active.run, tries: 0 };
    const input = { ...this.#inputOf(said, active, scenario), early: false };
    const { run, outcome } = advance(scenario, untried, input, this.#environment);
    return outcome !== 'off-script' && run.tries === 0;
  }

  /** These went past the run. Counted where nothing else was said, and once however often their turn runs. */
  passBy(rest: readonly TurnSaid[]): void {
    const seq = rest.at(-1)!.message.seq;
    const stored = this.#active;
    if (!stored || this.#dirty || seq <= (stored.marks.aside ?? 0)) return;
    const marks = { ...stored.marks, aside: seq, asides: (stored.marks.asides ?? 0) + 1 };
    this.#keep({ ...stored, marks, updatedAt: this.#environment.now });
  }

  get isPassedBy(): boolean {
    return (this.#active?.marks.asides ?? 0) >= MOST_ASIDES;
  }

  /** Leaves the run where it stands and says how to come back to it. */
  leave(): void {
    const stored = this.#active;
    if (!stored) return;
    this.#put(stored, { ...stored.run, tries: 0 }, 'paused');
    this.#says.push({ type: 'text', text: this.#environment.t('scenarios:common.gaveUp') });
  }

  #inputOf({ message, pick, form }: TurnSaid, { run, marks }: StoredRun, { version }: Scenario): ScenarioInput {
    const early = marks.asked === undefined || message.seq <= marks.asked || run.version !== version;
    const under = pick?.messageId ?? form?.messageId;
    const from = under === undefined ? undefined : pickedFrom(this.#pickedSeqs.get(under), marks);
    const said = { text: message.text, pick: pick?.value, form: form?.values, messageId: message.id };
    return { ...said, pickedFrom: from, early };
  }

  async #apply(stored: StoredRun, result: Advance): Promise<void> {
    this.#put(stored, result.run, statuses[result.outcome]);
    this.#tell(result);
    for (const effect of result.effects) {
      if (effect.type === 'lead') this.#leads.push(leadOf(this.#context, stored, effect.lead));
      else await this.#begin(effect.scenario, result.run.answers);
    }
  }

  #tell({ says, asks }: Advance): void {
    this.#says.push(...says.slice(0, says.length - asks));
    this.#question = says.slice(says.length - asks);
  }

  #put(stored: StoredRun, run: Run, status: RunStatus): void {
    const marks: RunMarks = {
      heard: Math.max(stored.marks.heard ?? 0, this.#heard),
      asked: isSameQuestion(stored.run, run) ? stored.marks.asked : undefined,
    };
    this.#keep({ ...stored, run, status, marks, updatedAt: this.#environment.now });
  }

  #keep(stored: StoredRun): void {
    this.#changed.set(stored.id, stored);
    this.#active = stored.status === 'active' ? stored : undefined;
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

/** Only below the waiting question, however often it was asked, does a choice answer it. */
function pickedFrom(seq: number | undefined, { asked }: RunMarks): ScenarioInput['pickedFrom'] {
  if (seq === undefined) return 'elsewhere';
  return asked === undefined || seq <= asked ? 'earlier' : undefined;
}

function isSameQuestion(before: Run, after: Run): boolean {
  return (
    before.step === after.step &&
    before.version === after.version &&
    before.offering === after.offering &&
    before.progress === after.progress
  );
}

function newRun({ conversationId }: TurnContext, run: Run, now: string): StoredRun {
  return { id: createId(), conversationId, status: 'active', run, marks: {}, createdAt: now, updatedAt: now };
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
