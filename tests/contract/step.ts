import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'node:test';
import { z } from 'zod';
import type { Answers, Environment, ScenarioInput } from '../../backend/src/scenario/scenario.ts';
import type { StepDefinition, StepOutcome, StepState } from '../../backend/src/scenario/step.ts';

export interface StepSamples {
  /** Configurations that its schema must accept. */
  accepted: object[];
  /** Configurations that it must refuse; one with an unknown key is always tried. */
  refused: object[];
  /** What the visitor may have said before, besides nothing. */
  answers?: Answers[];
}

/** What every step must hold, own ones and those of plugins: call it in a test file. */
export function stepContract(definition: StepDefinition, { accepted, refused, answers = [] }: StepSamples): void {
  const configs = () => accepted.map((config) => definition.schema.parse(config));
  const states = () => [{}, ...answers].map(frozenState);

  describe(`step "${definition.type}"`, () => {
    test('has a kebab-case type', () => assert.match(definition.type, /^[a-z]+(-[a-z]+)*$/));

    test('accepts and refuses by its schema', () => {
      for (const config of accepted) assert.ok(definition.schema.safeParse(config).success, JSON.stringify(config));
      for (const config of refused) assert.ok(!definition.schema.safeParse(config).success, JSON.stringify(config));
      assert.ok(!definition.schema.safeParse({ ...accepted[0], surprise: 1 }).success, 'an unknown key passes');
    });

    test('describes itself as JSON Schema', () => {
      assert.equal(z.toJSONSchema(definition.schema, { io: 'input' })['type'], 'object');
    });

    test('asks when it is entered if it waits, and else never', () => {
      for (const config of configs()) {
        for (const state of states())
          assert.equal(definition.run(config, state).kind === 'ask', definition.waits === true);
      }
    });

    test('says something whenever it asks', () => {
      for (const config of configs()) {
        for (const state of states()) {
          const outcome = definition.run(config, state);
          if (outcome.kind === 'ask') assert.ok(outcome.says.some(({ type }) => type === 'text'));
        }
      }
    });

    test('is pure, never throws and goes only where it says', () => {
      fc.assert(
        fc.property(fc.constantFrom(...configs()), fc.constantFrom(...states()), inputs, (config, state, input) => {
          const frozen = Object.freeze(config);
          const outcome = definition.run(frozen, state, definition.waits ? input : undefined);
          assert.deepEqual(definition.run(frozen, state, definition.waits ? input : undefined), outcome);
          checkOutcome(definition, config, outcome);
        }),
        { numRuns: 300 },
      );
    });
  });
}

const inputs: fc.Arbitrary<ScenarioInput> = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('yes', 'no', '1', '0', '7', 'Anna', 'a@example.com', '+4915123456789', 'why?'),
  ),
  pick: fc.option(fc.string({ maxLength: 64 }), { nil: undefined }),
  form: fc.option(fc.dictionary(fc.constantFrom('name', 'phone', 'day', 'consent', '__proto__'), fc.string()), {
    nil: undefined,
  }),
  messageId: fc.uuid(),
});

function checkOutcome(definition: StepDefinition, config: object, outcome: StepOutcome): void {
  if (outcome.kind === 'retry' || outcome.kind === 'off-script') assert.ok(definition.waits);
  if (outcome.kind === 'end') assert.ok(definition.ends);
  if (outcome.kind !== 'next') return;
  if (outcome.to !== undefined)
    assert.ok(definition.links?.(config).includes(outcome.to), `an unannounced way to ${outcome.to}`);
  else assert.ok(definition.fallsThrough?.(config) ?? !definition.ends, 'it falls through without saying so');
  assert.doesNotThrow(() => structuredClone(outcome.effects), 'effects are not data');
}

function frozenState(answers: Answers): StepState {
  for (const answer of Object.values(answers)) Object.freeze(answer);
  return Object.freeze({
    id: 'step',
    answers: Object.freeze(answers),
    progress: Object.freeze({}),
    environment: world,
    messageId: 'm',
  });
}

const world: Environment = Object.freeze({
  t: (key: string, values?: Record<string, string | number>) => (values ? `${key} ${JSON.stringify(values)}` : key),
  locale: 'en',
  now: '2026-11-21T10:00:00.000Z',
  today: '2026-11-21',
  country: 'DE',
  services: Object.freeze([{ id: 'tune-up', name: 'Tune-up', price: '€49', tags: ['repair'] }]),
});
