import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'node:test';
import { advance, MOST_TRIES, startRun } from './engine.ts';
import { environmentOf, parseScenario, shippedScenario } from './scenario.fixture.ts';
import type { Run, ScenarioInput } from './scenario.ts';

const environment = environmentOf('en');

function said(text: string, pick?: string): ScenarioInput {
  return { text, pick, messageId: 'm1' };
}

function at(step: string, changes: Partial<Run> = {}): Run {
  return { ...startRun(shippedScenario('lead-capture')), step, ...changes };
}

const name = { value: 'Anna', label: 'Anna', messageId: 'm0', at: environment.now };

describe('advance', () => {
  test('changes nothing in place', () => {
    const run = Object.freeze({ ...at('name'), answers: Object.freeze({}) });
    assert.equal(advance(shippedScenario('lead-capture'), run, said('Anna'), environment).run.step, 'contact');
    assert.equal(run.step, 'name');
  });

  test('offers to continue a run that was left, and does so', () => {
    const scenario = shippedScenario('lead-capture');
    const offered = advance(scenario, at('contact', { answers: { name }, offering: true }), undefined, environment);
    assert.equal(offered.says.length, 2);
    const { run } = advance(scenario, offered.run, said('yes'), environment);
    assert.deepEqual([run.step, run.offering, run.answers['name']], ['contact', undefined, name]);
  });

  test('starts over with what the run was started with', () => {
    const scenario = shippedScenario('lead-capture');
    const inherited = { about: name };
    const run = at('contact', { answers: { name, about: name }, inherited, offering: true });
    const restarted = advance(scenario, run, said('', 'run:restart'), environment).run;
    assert.deepEqual([restarted.step, restarted.answers], ['name', inherited]);
  });

  test('goes on where it stands when its scenario was edited', () => {
    const run = at('contact', { version: 'older', answers: { name } });
    const result = advance(shippedScenario('lead-capture'), run, said('a@example.com'), environment);
    assert.equal(result.run.step, 'consent');
    assert.equal(result.run.version, shippedScenario('lead-capture').version);
  });

  test('begins again, and says so, when its step was taken out', () => {
    const result = advance(
      shippedScenario('lead-capture'),
      at('gone', { answers: { name } }),
      said('hello'),
      environment,
    );
    assert.equal(result.run.step, 'name');
    assert.deepEqual(result.says[0], { type: 'text', text: environment.t('scenarios:common.changed') });
    assert.equal(result.run.answers['name'], name);
  });

  test('goes to the step named for giving up', () => {
    const scenario = parseScenario(`
id: test
steps:
  - { id: mail, type: ask, kind: email, text: scenarios:a, retry: scenarios:b, giveUp: instead, next: instead }
  - { id: instead, type: end, text: scenarios:c }
`);
    const last = advance(scenario, { ...startRun(scenario), tries: MOST_TRIES }, said('1'), environment);
    assert.equal(last.outcome, 'finished');
  });

  test('does not take an old button for the answer to a newer question', () => {
    const result = advance(
      shippedScenario('lead-capture'),
      at('name'),
      said('Something is broken', 'about:repair'),
      environment,
    );
    assert.deepEqual([result.outcome, result.run.step, result.run.tries], ['asked', 'name', 0]);
  });

  test('takes what is said between the choices of a free choice as the answer', () => {
    const { run } = advance(shippedScenario('lead-capture'), at('call-time'), said('on Tuesday, 5 pm'), environment);
    assert.deepEqual([run.step, run.answers['callTime']?.value], ['consent', 'on Tuesday, 5 pm']);
  });

  test('does not take a sentence for a name', () => {
    const result = advance(
      shippedScenario('lead-capture'),
      at('name'),
      said('my old bike began to squeak'),
      environment,
    );
    assert.equal(result.outcome, 'off-script');
  });

  test('says how to stop to whoever will not tell, and counts it', () => {
    for (const text of ['no', 'skip', "I won't say", "That's none of your business!", "I'd rather not say"]) {
      const { outcome, run, says } = advance(shippedScenario('lead-capture'), at('name'), said(text), environment);
      assert.deepEqual([outcome, run.step, run.tries], ['asked', 'name', 1], text);
      assert.deepEqual(says[0], { type: 'text', text: environment.t('scenarios:common.refused') });
    }
  });

  test('takes a number that comes with reluctance', () => {
    const { run } = advance(
      shippedScenario('lead-capture'),
      at('contact'),
      said("I'd rather not say, but: a@b.co"),
      environment,
    );
    assert.equal(run.answers['email']?.value, 'a@b.co');
  });

  for (const [id, step, key] of [
    ['lead-capture', 'consent', 'scenarios:common.consent.retry'],
    ['consultation', 'about', 'scenarios:common.chooseOne'],
  ] as const) {
    test(`helps and counts what fits nothing at ${step}, at most ${MOST_TRIES} times, and then leaves`, () => {
      const scenario = shippedScenario(id);
      let run: Run = { ...startRun(scenario), step };
      for (let time = 1; time <= MOST_TRIES; time++) {
        const result = advance(scenario, run, said(time === 1 ? 'hmm' : 'maybe'), environment);
        assert.deepEqual([result.outcome, result.run.tries, result.effects], ['asked', time, []]);
        assert.deepEqual(result.says[0], { type: 'text', text: environment.t(key) });
        run = result.run;
      }
      const last = advance(scenario, run, said('maybe'), environment);
      assert.deepEqual([last.outcome, last.run.step, last.effects], ['left', step, []]);
      assert.equal(advance(scenario, run, said('Why do you ask?'), environment).outcome, 'off-script');
    });
  }

  test('takes for a consent only what was said after its question was shown', () => {
    const run = at('consent', { answers: { name } });
    for (const early of [said('ok'), said('Yes, I agree', 'consent:yes'), said('no'), said('hmm')]) {
      const result = advance(shippedScenario('lead-capture'), run, { ...early, early: true }, environment);
      assert.deepEqual([result.outcome, result.run, result.effects, result.asks], ['asked', run, [], 2]);
    }
    const hear = (text: string) =>
      advance(shippedScenario('lead-capture'), run, { ...said(text), early: true }, environment).outcome;
    assert.deepEqual([hear('What for?'), hear('cancel')], ['off-script', 'left']);
  });

  test('takes a short name that begins like a question', () => {
    assert.equal(
      advance(shippedScenario('lead-capture'), at('name'), said('Can Demir'), environment).run.step,
      'contact',
    );
  });

  test('repeats what a visitor wrote without its Markdown', () => {
    const { says } = advance(shippedScenario('lead-capture'), at('name'), said('*Anna* _K_'), environment);
    assert.ok(says[0]?.type === 'text' && says[0].text.includes('\\*Anna\\* \\_K\\_'));
  });
});

const inputs = fc.array(
  fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'yes',
        'no',
        '1',
        '2',
        '99',
        '12345',
        'Anna',
        'a@b.co',
        '+49 151 23456789',
        'why?',
        'cancel',
        'battery',
        '',
      ),
    ),
    pick: fc.option(
      fc.constantFrom(
        'about:repair',
        'about:kids',
        'about:nothing',
        'bike:e-bike',
        'when:now',
        'consent:yes',
        'run:restart',
        'run:continue',
        'x',
        'further:contact',
        '',
      ),
      { nil: undefined },
    ),
    messageId: fc.constant('m'),
    early: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe('whatever a visitor says', () => {
  for (const id of ['consultation', 'lead-capture']) {
    test(`the ${id} never throws, never asks again more than ${MOST_TRIES} times and keeps to its steps`, () => {
      const scenario = shippedScenario(id);
      fc.assert(
        fc.property(inputs, fc.boolean(), (list, offering) => {
          let run: Run = { ...startRun(scenario), offering };
          for (const input of list) {
            const result = advance(scenario, run, input, environment);
            assert.ok(result.run.tries <= MOST_TRIES);
            assert.ok(scenario.steps.has(result.run.step));
            if (result.outcome === 'off-script') assert.deepEqual([result.run, result.says], [run, []]);
            else assert.ok(result.says.length > 0 || result.outcome === 'finished');
            if (result.outcome === 'finished' || result.outcome === 'left') return;
            run = result.run;
          }
        }),
        { numRuns: 400 },
      );
    });

    test(`the ${id} ends for whoever only fails`, () => {
      const scenario = shippedScenario(id);
      for (const step of scenario.steps.values()) {
        let run: Run = { ...startRun(scenario), step: step.id };
        let outcome = 'asked';
        for (let count = 0; count < 100 && outcome === 'asked'; count++)
          ({ run, outcome } = advance(scenario, run, said('99'), environment));
        assert.notEqual(outcome, 'asked', `it never ends at ${step.id}`);
      }
    });
  }
});
