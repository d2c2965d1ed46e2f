import type { ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
import type { NewLead } from '../lead/lead.ts';
import { fileIds } from '../conversation/attachments.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Part, Responder, TurnContext, TurnSaid } from '../conversation/responder.ts';
import { activeRun } from './run-store.ts';
import type { Say, Scenario, ScenarioService } from './scenario.ts';
import { findScenario, Session } from './session.ts';
import { triggeredBy } from './triggers.ts';

export interface ScenarioResponderOptions {
  database: Database;
  scenarios: ContentView<Scenario>;
  words: Words;
  /** What can be recommended, in the given language. */
  catalogue(locale: string): readonly ScenarioService[];
  leads: { capture(trx: Transaction, lead: NewLead): Promise<unknown> };
  /** ISO 3166 country of phone numbers without a prefix; one for all sites, or by site. */
  defaultCountry?: string | ((siteId: string) => string | undefined);
  /** IANA: where the business is; undefined: UTC. */
  timeZoneOf?(siteId: string): string | undefined;
}

export interface ScenarioResponder extends Responder {
  /** Asks the waiting step again after a turn that was passed on, with the same context. Yields nothing when no run waits. */
  resume(context: TurnContext): AsyncIterable<Part>;
}

/** Answers with the active scenario run, or starts one that was picked or triggered. Stores only through effects. */
export function createScenarioResponder(options: ScenarioResponderOptions): ScenarioResponder {
  const sessions = new WeakMap<TurnContext, Session>();
  return {
    name: 'scenario',
    accepts: async (context) =>
      context.input.said.some((said) => wantedBy(options, said, false) !== undefined) ||
      (await hasActiveRun(options, context)),
    async *respond(context) {
      const session = await Session.open(options, context);
      sessions.set(context, session);
      const rest = await converse(options, context, session);
      if (rest.length > 0) session.passBy(rest);
      const says = session.takeSays({ withQuestion: rest.length === 0 });
      yield* parts(session, says);
      if (rest.length === 0) return;
      if (says.length > 0) yield { type: 'break' };
      yield { type: 'pass', rest };
    },
    async *resume(context) {
      const session = sessions.get(context) ?? (await Session.open(options, context));
      if (!session.active) return;
      const isPassedBy = session.isPassedBy;
      if (isPassedBy) session.leave();
      else session.ask();
      const back = (question: string) => options.words.t(context.locale, 'scenarios:common.back', { question });
      yield* parts(session, session.takeSays(), isPassedBy ? undefined : back);
    },
  };
}

/** Each message in its turn, with its own pick. What was neither an answer nor a start is given back. */
async function converse(
  options: ScenarioResponderOptions,
  { input }: TurnContext,
  session: Session,
): Promise<TurnSaid[]> {
  const rest: TurnSaid[] = [];
  for (const said of input.said) {
    if (session.hasHeard(said)) session.ask();
    else if (isFileAlone(said) || !(await takes(options, session, said))) rest.push(said);
  }
  return rest;
}

/** Answers no question: it goes past the run, as an off-script remark does. */
function isFileAlone({ message: { text, blocks } }: TurnSaid): boolean {
  return text.trim() === '' && fileIds(blocks).length > 0;
}

async function takes(options: ScenarioResponderOptions, session: Session, said: TurnSaid): Promise<boolean> {
  const wanted = wantedBy(options, said, session.active !== undefined);
  if (wanted === undefined || mayAnswer(session, said)) return session.hear(said);
  if (session.active?.run.scenarioId === wanted) session.ask();
  else await session.start(wanted, said);
  return true;
}

/** A phrase that starts a scenario may as well be the label of a choice that is waiting: then it is that. */
function mayAnswer(session: Session, said: TurnSaid): boolean {
  const { active, scenario } = session;
  if (!active || !scenario || said.scenario !== undefined) return false;
  const asksForWords = scenario.steps.get(active.run.step)?.definition.type === 'ask';
  return active.run.offering !== true && !asksForWords && session.understands(said);
}

function wantedBy(
  options: ScenarioResponderOptions,
  { message, scenario }: TurnSaid,
  exact: boolean,
): string | undefined {
  if (scenario !== undefined) return findScenario(options, scenario)?.id;
  return triggeredBy(message.text, options.scenarios, options.words, { exact });
}

async function hasActiveRun(options: ScenarioResponderOptions, { conversationId }: TurnContext): Promise<boolean> {
  const active = await activeRun(options.database, conversationId);
  return active !== undefined && findScenario(options, active.run.scenarioId) !== undefined;
}

/** What was said, as messages: a text below cards or choices begins a new one. `first` may reword the first text. */
function* parts(session: Session, says: Say[], first = (text: string) => text): Iterable<Part> {
  let before: Say['type'] | undefined;
  for (const [index, say] of says.entries()) {
    if (say.type === 'block') yield say;
    else {
      if (before === 'block') yield { type: 'break' };
      yield { type: 'delta', text: (before === 'text' ? '\n\n' : '') + (index === 0 ? first(say.text) : say.text) };
    }
    before = say.type;
  }
  const effect = session.takeEffect();
  if (effect) yield { type: 'effect', effect };
}
