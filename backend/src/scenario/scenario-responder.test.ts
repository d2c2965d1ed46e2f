import type { Message } from '@agent-chat/sdk/protocol';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { ContentView } from '../content/content-kind.ts';
import type { Part, TurnContext, TurnInput } from '../conversation/responder.ts';
import { createId } from '../id.ts';
import { capture, getLead, listLeads } from '../lead/lead-store.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { currentStep, runsOf } from './run-store.ts';
import { createScenarioKind } from './scenario-kind.ts';
import { createScenarioResponder, type ScenarioResponder } from './scenario-responder.ts';
import { readShipped, shippedCatalogue, shippedScenarios, shippedWords } from './scenario.fixture.ts';
import type { Scenario } from './scenario.ts';

let database: Database;
let conversationId: string;
const dir = mkdtempSync(join(tmpdir(), 'agent-chat-scenario-'));

before(async () => {
  database = await openDatabase({ dir });
});
after(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});
beforeEach(async () => {
  conversationId = createId();
  const now = new Date().toISOString();
  const contact = { id: `c-${conversationId}`, site_id: 'default', locale: 'en', created_at: now };
  await database.write(async (trx) => {
    await trx('contacts').insert(contact);
    const row = { id: conversationId, site_id: 'default', contact_id: contact.id, locale: 'en', last_channel: 'web' };
    await trx('conversations').insert({ ...row, created_at: now, updated_at: now });
  });
});

function responder(scenarios: ContentView<Scenario> = shippedScenarios): ScenarioResponder {
  return createScenarioResponder({
    database,
    scenarios,
    words: shippedWords,
    catalogue: shippedCatalogue,
    leads: { capture },
    defaultCountry: 'DE',
  });
}

function message(text: string): Message {
  const base = {
    id: createId(),
    conversationId,
    seq: 1,
    role: 'visitor',
    author: { name: 'V' },
    channel: 'web',
  } as const;
  return { ...base, text, blocks: [], status: 'complete', createdAt: new Date().toISOString() };
}

function turn(texts: string[], input: Partial<TurnInput> = {}, channel = 'web'): TurnContext {
  const messages = texts.map(message);
  return {
    turnId: createId(),
    conversationId,
    contactId: `c-${conversationId}`,
    siteId: 'default',
    locale: 'en',
    channel,
    input: { messages, text: texts.join('\n'), ...input },
    signal: new AbortController().signal,
  };
}

interface Answered {
  texts: string[];
  blocks: string[];
  passed: boolean;
  effects: Extract<Part, { type: 'effect' }>[];
}

async function collect(parts: AsyncIterable<Part>): Promise<Answered> {
  const answered: Answered = { texts: [''], blocks: [], passed: false, effects: [] };
  for await (const part of parts) {
    if (part.type === 'delta') answered.texts[answered.texts.length - 1] += part.text;
    else if (part.type === 'break') answered.texts.push('');
    else if (part.type === 'block') answered.blocks.push(part.block.type);
    else if (part.type === 'effect') answered.effects.push(part);
    else if (part.type === 'pass') answered.passed = true;
  }
  return answered;
}

async function commit({ effects }: Answered): Promise<void> {
  await database.write(async (trx) => {
    for (const { effect } of effects) await effect(trx);
  });
}

/** A whole turn as the runner does it. */
async function say(context: TurnContext, which = responder()): Promise<Answered & { resumed?: Answered }> {
  if (!(await which.accepts(context))) return { texts: [], blocks: [], passed: true, effects: [] };
  const answered = await collect(which.respond(context));
  const resumed = answered.passed ? await collect(which.resume(context)) : undefined;
  await commit({ ...answered, effects: [...answered.effects, ...(resumed?.effects ?? [])] });
  return { ...answered, resumed };
}

const leadsHere = async () =>
  (await listLeads(database.read, { limit: 200 })).leads.filter((lead) => lead.conversationId === conversationId);

describe('the scenario responder', () => {
  test('leaves alone what no scenario is about', async () => {
    assert.equal(await responder().accepts(turn(['When are you open?'])), false);
    assert.equal(await responder().accepts(turn(['hello'], { scenario: 'unknown' })), false);
  });

  test('starts by a phrase in any shipped language, or by a picked scenario', async () => {
    for (const context of [
      turn(['Please, help me choose!']),
      turn(['хочу оставить контакт']),
      turn(['x'], { scenario: 'consultation' }),
    ]) {
      assert.equal(await responder().accepts(context), true);
    }
  });

  test('keeps the run in the conversation and shows where it stands', async () => {
    const { texts, blocks } = await say(turn(['Leave a contact'], { scenario: 'lead-capture' }));
    assert.deepEqual([texts.length, blocks], [1, ['input']]);
    assert.deepEqual(await currentStep(database.read, conversationId), { id: 'lead-capture', step: 'name' });
  });

  test('goes on over channels, from the consultation to a lead with its need', async () => {
    await say(turn(['Help me choose'], { scenario: 'consultation' }));
    await say(turn(['repair'], { pick: { messageId: 'm', value: 'about:repair' } }));
    await say(turn(['city'], {}, 'telegram'));
    const advice = await say(turn(['urgent'], {}, 'telegram'));
    assert.deepEqual(advice.blocks, ['cards', 'choices']);
    assert.equal(advice.texts.length, 2);
    await say(turn(['Leave a contact'], {}, 'telegram'));
    assert.deepEqual(await currentStep(database.read, conversationId), { id: 'lead-capture', step: 'name' });
    await say(turn(['Anna'], {}, 'telegram'));
    const contact = turn(['+49 1512 3456789'], {}, 'telegram');
    await say(contact);
    await say(turn(['any time'], {}, 'telegram'));
    const last = await say(turn(['yes'], {}, 'telegram'));
    assert.match(last.texts.join(), /Anna[\s\S]*\+49 1512 3456789/);
    const [lead] = await leadsHere();
    assert.equal(lead?.need, 'Something is broken · City or trekking bike · As soon as possible · Basic tune-up');
    assert.deepEqual([lead?.phone, lead?.channel], ['+4915123456789', 'telegram']);
    const details = await getLead(database.read, lead!.id);
    assert.equal(details?.fields.find(({ key }) => key === 'phone')?.messageId, contact.input.messages[0]!.id);
    assert.equal(await currentStep(database.read, conversationId), undefined);
    assert.deepEqual(
      (await runsOf(database.read, conversationId)).map(({ status, run }) => [status, run.answers]),
      [
        ['finished', {}],
        ['finished', {}],
      ],
    );
  });

  test('passes a question on and asks the step again, with nothing changed', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    const before = await runsOf(database.read, conversationId);
    const { passed, texts, resumed } = await say(turn(['How long does a repair take?']));
    assert.deepEqual([passed, texts, resumed?.texts], [true, [''], ['Back to your request: What is your name?']]);
    assert.deepEqual(await runsOf(database.read, conversationId), before);
  });

  test('takes several messages of one turn each for its own step, and passes on only the question among them', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    const { passed, resumed } = await say(turn(['Anna', 'When are you open?', 'a@example.com']));
    assert.equal(passed, true);
    assert.match(resumed!.texts.join(), /^Back to your request: May/);
    assert.deepEqual(await currentStep(database.read, conversationId), { id: 'lead-capture', step: 'consent' });
  });

  test('has no effect until its effects run, so that a turn can run again', async () => {
    const context = turn(['x'], { scenario: 'lead-capture' });
    const first = await collect(responder().respond(context));
    assert.deepEqual(await runsOf(database.read, conversationId), []);
    const again = await collect(responder().respond({ ...context }));
    assert.deepEqual(again.texts, first.texts);
    await commit(again);
    assert.equal((await runsOf(database.read, conversationId)).length, 1);
  });

  test('stores one lead when the effects of its turn run twice', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    await say(turn(['Anna', 'a@example.com']));
    const last = await collect(responder().respond(turn(['yes'])));
    await commit(last);
    await commit(last);
    assert.equal((await leadsHere()).length, 1);
  });

  test('takes a run up again where it was left, with what was said', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    await say(turn(['Anna']));
    await say(turn(['never mind']));
    assert.equal(await currentStep(database.read, conversationId), undefined);
    const offer = await say(turn(['leave a contact']));
    assert.deepEqual(offer.blocks, ['choices']);
    const { texts } = await say(turn(['continue']));
    assert.match(texts.join(), /How can we reach you/);
    assert.equal((await runsOf(database.read, conversationId)).length, 1);
  });

  test('leaves the active scenario when another one is picked, and carries its answers over', async () => {
    await say(turn(['x'], { scenario: 'consultation' }));
    await say(turn(['kids']));
    await say(turn(['x'], { scenario: 'lead-capture' }));
    const runs = await runsOf(database.read, conversationId);
    assert.deepEqual(
      new Set(runs.map(({ run, status }) => `${run.scenarioId} ${status}`)),
      new Set(['lead-capture active', 'consultation paused']),
    );
    await say(turn(['Anna', 'a@example.com', 'yes']));
    assert.equal((await leadsHere())[0]?.need, "A child's bike");
  });

  test('stores nothing without consent', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    await say(turn(['Anna', 'a@example.com', 'no']));
    assert.deepEqual(await leadsHere(), []);
    const [run] = await runsOf(database.read, conversationId);
    assert.deepEqual([run?.status, run?.run.answers], ['finished', {}]);
  });

  test('does not take a name for a scenario, nor a scenario for a name', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    await say(turn(['help me choose']));
    assert.deepEqual(await currentStep(database.read, conversationId), { id: 'consultation', step: 'about' });
  });

  test('starts another scenario by its phrase also where a choice waits that it does not answer', async () => {
    await say(turn(['x'], { scenario: 'consultation' }));
    const { passed } = await say(turn(['Call me back']));
    assert.equal(passed, false);
    assert.deepEqual(await currentStep(database.read, conversationId), { id: 'lead-capture', step: 'name' });
  });

  test('forgets a run whose scenario was taken away, and begins an edited one again if need be', async () => {
    await say(turn(['x'], { scenario: 'lead-capture' }));
    await say(turn(['Anna']));
    const none: ContentView<Scenario> = { all: () => new Map(), get: () => undefined, version: 2 };
    assert.equal(await responder(none).accepts(turn(['a@example.com'])), false);
    const { texts } = await say(turn(['a@example.com']), responder(withoutContactStep()));
    assert.match(texts.join(), /has been updated[\s\S]*What is your name/);
  });
});

function withoutContactStep(): ContentView<Scenario> {
  const path = 'scenarios/lead-capture.yaml';
  const edited = readShipped(`prompts/${path}`).replace('id: contact', 'id: phone-or-mail');
  const all = new Map([[path, createScenarioKind().parse(edited, path)]]);
  return { all: () => all, get: (wanted) => all.get(wanted), version: 2 };
}
