import type { ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
import type { NewLead } from '../lead/lead.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import { activeRun } from './run-store.ts';
import type { Say, Scenario, ScenarioInput, ScenarioService } from './scenario.ts';
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
      wantedBy(options, context, false) !== undefined || (await hasActiveRun(options, context)),
    async *respond(context) {
      const session = await Session.open(options, context);
      sessions.set(context, session);
      const passed = await converse(options, context, session);
      yield* parts(session);
      if (passed) yield { type: 'pass' };
    },
    async *resume(context) {
      const session = sessions.get(context) ?? (await Session.open(options, context));
      if (!session.active) return;
      session.ask();
      yield* parts(session, (question) => options.words.t(context.locale, 'scenarios:common.back', { question }));
    },
  };
}

/** True when some of what was said was not for the scenario. */
async function converse(options: ScenarioResponderOptions, context: TurnContext, session: Session): Promise<boolean> {
  const wanted = wantedBy(options, context, session.active !== undefined);
  if (wanted === undefined) return hearAll(session, inputsOf(context));
  if (session.active?.run.scenarioId === wanted) session.ask();
  else if (!mayAnswer(session, context) || (await hearAll(session, inputsOf(context)))) await session.start(wanted);
  return false;
}

async function hearAll(session: Session, inputs: ScenarioInput[]): Promise<boolean> {
  let passed = false;
  for (const [index, input] of inputs.entries()) {
    if (!session.active) return true;
    const outcome = await session.hear(input);
    const waits = session.active !== undefined;
    if (outcome === 'off-script') passed = true;
    else if (waits && (index < inputs.length - 1 || passed)) session.takeSays();
  }
  return passed;
}

/** A phrase that starts another scenario may as well be the label of a choice that is waiting: then it is that. */
function mayAnswer({ active, scenario }: Session, { input }: TurnContext): boolean {
  if (!active || !scenario || input.scenario !== undefined) return false;
  return active.run.offering !== true && scenario.steps.get(active.run.step)?.definition.type !== 'ask';
}

function wantedBy(options: ScenarioResponderOptions, { input }: TurnContext, exact: boolean): string | undefined {
  if (input.scenario !== undefined) return findScenario(options, input.scenario)?.id;
  return triggeredBy(input.text, options.scenarios, options.words, { exact });
}

async function hasActiveRun(options: ScenarioResponderOptions, { conversationId }: TurnContext): Promise<boolean> {
  const active = await activeRun(options.database.read, conversationId);
  return active !== undefined && findScenario(options, active.run.scenarioId) !== undefined;
}

function inputsOf({ input: { messages, text, pick } }: TurnContext): ScenarioInput[] {
  if (messages.length === 0) return [{ text, pick: pick?.value, messageId: '' }];
  const last = messages.length - 1;
  return messages.map((message, index) => ({
    text: message.text,
    pick: index === last ? pick?.value : undefined,
    messageId: message.id,
  }));
}

/** What was said, as messages: a text below cards or choices begins a new one. `first` may reword the first text. */
function* parts(session: Session, first = (text: string) => text): Iterable<Part> {
  let before: Say['type'] | undefined;
  for (const [index, say] of session.takeSays().entries()) {
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
