import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FormBlock } from '@agent-chat/sdk/protocol';
import { advance, startRun } from './engine.ts';
import { createScenarioKind } from './scenario-kind.ts';
import type { Advance, Environment, Run, Scenario, ScenarioInput } from './scenario.ts';

const YAML = `
id: booking
steps:
  - id: details
    type: form
    text: scenarios:booking.text
    declined: refused
    fields:
      - { name: name, kind: name, label: scenarios:booking.name }
      - { name: guests, kind: number, label: scenarios:booking.guests, min: 1, max: 8 }
      - { name: day, kind: date, label: scenarios:booking.day, min: today }
      - { name: note, kind: text, label: scenarios:booking.note, optional: true }
      - { name: consent, kind: consent, label: scenarios:booking.consent }
  - id: thanks
    type: end
    text: scenarios:booking.thanks
  - id: refused
    type: end
    text: scenarios:booking.refused
`;
const scenario = createScenarioKind().parse(YAML, 'scenarios/booking.yaml') as Scenario;

const WORDS: Record<string, string> = {
  'scenarios:common.questionWords': 'what | why',
  'scenarios:common.consent.yes': 'Yes, I agree',
  'scenarios:common.consent.yesWords': 'yes',
  'scenarios:common.consent.no': 'No',
  'scenarios:common.consent.noWords': 'no',
  'scenarios:common.form.skipWords': 'skip',
  'scenarios:common.leaveWords': 'cancel',
  'scenarios:common.nameIntroductions': 'i am',
};
const environment: Environment = {
  t: (key) => WORDS[key] ?? key,
  locale: 'en',
  now: '2026-11-25T10:00:00.000Z',
  today: '2026-11-25',
  services: [],
};
const FILLED = { name: 'Anna Berg', guests: '3', day: '2026-12-01', note: '', consent: 'yes' };

const said = (input: Partial<ScenarioInput>): ScenarioInput => ({ text: '', messageId: 'm1', ...input });
const step = (run: Run, input: Partial<ScenarioInput>): Advance => advance(scenario, run, said(input), environment);
const asked = (): Run => advance(scenario, startRun(scenario), undefined, environment).run;
const formOf = ({ says }: Advance): FormBlock =>
  says.flatMap((say) => (say.type === 'block' ? [say.block as FormBlock] : [])).at(-1)!;
const valuesOf = ({ run }: Advance) =>
  Object.fromEntries(Object.entries(run.answers).map(([name, { value }]) => [name, value]));

describe('a form', () => {
  test('is filled in at once, and what was left empty is not kept', () => {
    const end = step(asked(), { form: FILLED });
    assert.equal(end.outcome, 'finished');
    assert.deepEqual(valuesOf(end), { name: 'Anna Berg', guests: '3', day: '2026-12-01', consent: 'yes' });
    assert.equal(end.run.answers['consent']!.label, 'scenarios:booking.consent');
    assert.equal(end.run.progress, undefined);
  });

  test('is shown again as it was filled in, with what is wrong', () => {
    const again = step(asked(), { form: { ...FILLED, guests: '9', name: '' } });
    assert.equal(again.outcome, 'asked');
    assert.equal(again.run.tries, 1);
    const [name, guests, day] = formOf(again).fields;
    assert.deepEqual([name!.error, guests!.error], ['scenarios:common.form.missing', 'scenarios:common.form.wrong']);
    assert.deepEqual([guests!.value, day!.value, day!.error], ['9', '2026-12-01', undefined]);
    assert.equal(day!.min, '2026-11-25');
  });

  test('is answered by typing as well, field after field', () => {
    let now = step(asked(), { text: 'I am Anna Berg' });
    assert.deepEqual(
      formOf(now).fields.map(({ name }) => name),
      ['guests', 'day', 'note', 'consent'],
    );
    now = step(now.run, { text: '12' });
    assert.equal(now.run.tries, 1);
    for (const text of ['3', '1.12.2026', 'skip']) now = step(now.run, { text });
    assert.deepEqual(
      formOf(now).fields.map(({ name }) => name),
      ['consent'],
    );
    now = step(now.run, { pick: 'details:consent:yes', text: 'Yes, I agree' });
    assert.deepEqual(valuesOf(now), { name: 'Anna Berg', guests: '3', day: '2026-12-01', consent: 'yes' });
  });

  test('keeps what was typed when the rest is filled in', () => {
    const half = step(asked(), { text: 'Anna Berg' });
    const { name: _, ...rest } = FILLED;
    assert.equal(valuesOf(step(half.run, { form: rest }))['name'], 'Anna Berg');
  });

  test('goes where a refused consent leads', () => {
    const end = step(asked(), { form: { ...FILLED, consent: 'no' } });
    assert.equal(end.run.step, 'refused');
  });

  test('lets a question by, and an older form or button answer nothing', () => {
    assert.equal(step(asked(), { text: 'Why do you need that?' }).outcome, 'off-script');
    for (const input of [{ form: FILLED }, { pick: 'details:name:Anna', text: 'Anna' }]) {
      const now = step(asked(), { ...input, pickedFrom: 'earlier' });
      assert.equal(now.outcome, 'asked');
      assert.deepEqual(now.run.answers, {});
    }
  });

  test('takes numbers and days as people of other scripts write them', () => {
    const run = ['Anna Berg', '٣'].reduce((now, text) => step(now, { text }).run, asked());
    for (const text of ['2027年3月1日', '2027/3/1', '١/٣/٢٠٢٧', '01.03.2027']) {
      assert.equal(step(run, { text }).run.progress?.['day']?.value, '2027-03-01', text);
    }
  });

  test('refuses days that are none', () => {
    const run = ['Anna Berg', '3'].reduce((now, text) => step(now, { text }).run, asked());
    for (const text of ['2027-02-30', '31.06.2027', '2026-11-24', 'tomorrow']) {
      assert.equal(step(run, { text }).run.tries, 1, text);
    }
  });
});
