import type { Card } from '@agent-chat/sdk/protocol';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, startRun } from './engine.ts';
import { environmentOf, shippedScenario } from './scenario.fixture.ts';
import type { Advance, Run, Say, Scenario } from './scenario.ts';

interface Walk {
  run: Run;
  last: Advance;
  say(text: string, pick?: string): Advance;
}

function walk(scenario: Scenario, locale: string): Walk {
  const environment = environmentOf(locale);
  const first = advance(scenario, startRun(scenario), undefined, environment);
  const state: Walk = {
    run: first.run,
    last: first,
    say(text, pick) {
      state.last = advance(scenario, state.run, { text, pick, messageId: `m-${text || pick}` }, environment);
      state.run = state.last.run;
      return state.last;
    },
  };
  return state;
}

function textOf(says: Say[]): string {
  return says.flatMap((say) => (say.type === 'text' ? say.text : [])).join('\n');
}

function cardsOf(says: Say[]): Card[] {
  return says.flatMap((say) => (say.type === 'block' && say.block.type === 'cards' ? say.block.cards : []));
}

function leadOf({ effects }: Advance) {
  return effects.flatMap((effect) => (effect.type === 'lead' ? effect.lead : []))[0];
}

describe('the consultation', () => {
  test('leads an e-bike rider over the motor branch to one or two services with prices', () => {
    const visitor = walk(shippedScenario('consultation'), 'en');
    visitor.say('', 'about:repair');
    visitor.say('electric');
    assert.equal(visitor.run.step, 'motor');
    visitor.say('1');
    const { says } = visitor.say("I'm in no hurry");
    assert.deepEqual(
      cardsOf(says).map(({ id, price }) => [id, price]),
      [
        ['e-bike-check', '€79'],
        ['pickup-delivery', '€19 both ways'],
      ],
    );
    assert.equal(visitor.run.step, 'further');
  });

  test('understands Russian forms, spells ё as е and takes numbers', () => {
    const visitor = walk(shippedScenario('consultation'), 'ru');
    visitor.say('Это для РЕБЁНКА');
    assert.equal(visitor.run.answers['about']?.value, 'kids');
    const { says } = visitor.say('2');
    assert.deepEqual(
      cardsOf(says).map(({ title }) => title),
      ['Проверка детского велосипеда'],
    );
    assert.deepEqual(visitor.say('Оставить контакт').effects, [{ type: 'start', scenario: 'lead-capture' }]);
    assert.equal(visitor.last.outcome, 'finished');
  });

  test('recommends something for every way through it', () => {
    const scenario = shippedScenario('consultation');
    const environment = environmentOf('en');
    const endings: number[] = [];
    const explore = (from: Advance): void => {
      if (cardsOf(from.says).length > 0 || from.run.step === 'further')
        return void endings.push(cardsOf(from.says).length);
      const block = from.says.flatMap((say) =>
        say.type === 'block' && say.block.type === 'choices' ? say.block.choices : [],
      );
      for (const { value, label } of block)
        explore(advance(scenario, from.run, { text: label, pick: value, messageId: 'm' }, environment));
    };
    explore(advance(scenario, startRun(scenario), undefined, environment));
    assert.ok(endings.length > 20);
    assert.ok(endings.every((cards) => cards === 1 || cards === 2));
  });

  test('goes back when another choice of an earlier question is picked', () => {
    const visitor = walk(shippedScenario('consultation'), 'en');
    visitor.say('', 'about:repair');
    visitor.say('', 'bike:city');
    visitor.say("A child's bike", 'about:kids');
    assert.equal(visitor.run.answers['about']?.value, 'kids');
    assert.equal(visitor.run.step, 'when');
    assert.deepEqual(Object.keys(visitor.run.answers), ['about']);
  });
});

const dialogues = {
  en: {
    name: 'Hi, my name is Anna Keller',
    phone: 'it is 0151 23456789',
    time: 'after work',
    yes: 'yes',
    no: 'No, thank you',
    question: 'When are you open?',
  },
  ru: {
    name: 'Меня зовут Анна Келлер',
    phone: 'мой номер 0151 23456789',
    time: 'вечером',
    yes: 'Да',
    no: 'нет',
    question: 'когда вы работаете',
  },
};

for (const [locale, said] of Object.entries(dialogues)) {
  describe(`the lead capture in ${locale}`, () => {
    test('collects name and phone, asks consent and repeats what was noted', () => {
      const visitor = walk(shippedScenario('lead-capture'), locale);
      visitor.say(said.name);
      visitor.say(said.phone);
      visitor.say(said.time);
      assert.equal(visitor.run.step, 'consent');
      const end = visitor.say(said.yes);
      assert.equal(end.outcome, 'finished');
      const lead = leadOf(end)!;
      assert.equal(lead.phone, '+4915123456789');
      assert.match(lead.name!, /^(Anna Keller|Анна Келлер)$/);
      assert.ok(lead.consentText.length > 20);
      assert.deepEqual(
        lead.fields.map(({ key, messageId }) => [key, messageId]),
        [
          ['name', `m-${said.name}`],
          ['phone', `m-${said.phone}`],
          ['callTime', `m-${said.time}`],
        ],
      );
      assert.ok(textOf(end.says).includes(lead.name!) && textOf(end.says).includes('+49 1512 3456789'));
    });

    test('takes an e-mail address instead, and then asks for no time to call', () => {
      const visitor = walk(shippedScenario('lead-capture'), locale);
      visitor.say(said.name);
      visitor.say('Anna_K@Example.COM');
      assert.equal(visitor.run.step, 'consent');
      assert.equal(leadOf(visitor.say(said.yes))?.email, 'Anna_K@example.com');
    });

    test('stores nothing when consent is declined', () => {
      const visitor = walk(shippedScenario('lead-capture'), locale);
      visitor.say(said.name);
      visitor.say('a@example.com');
      const end = visitor.say(said.no);
      assert.equal(end.outcome, 'finished');
      assert.deepEqual(end.effects, []);
      assert.ok(textOf(end.says).length > 10);
    });

    test('hands a question over at every step without counting it', () => {
      const visitor = walk(shippedScenario('lead-capture'), locale);
      for (const answer of [said.name, said.phone, said.time, said.yes]) {
        for (let time = 0; time < 5; time++) {
          const before = visitor.run;
          assert.equal(visitor.say(`${said.question}?`).outcome, 'off-script');
          assert.equal(visitor.run, before);
        }
        visitor.say(answer);
      }
      assert.equal(visitor.last.outcome, 'finished');
    });

    test('asks for a number again three times, then leaves and keeps the name', () => {
      const visitor = walk(shippedScenario('lead-capture'), locale);
      visitor.say(said.name);
      for (let time = 0; time < 3; time++) {
        assert.equal(visitor.say('12345').outcome, 'asked');
        assert.match(textOf(visitor.last.says), /anna@example\.com/);
      }
      assert.equal(visitor.say('12345').outcome, 'left');
      assert.equal(visitor.run.step, 'contact');
      assert.ok(visitor.run.answers['name']);
    });

    test('can be left by a word', () => {
      const visitor = walk(shippedScenario('lead-capture'), locale);
      visitor.say(said.name);
      assert.equal(visitor.say(locale === 'ru' ? 'Отмена!' : 'Cancel').outcome, 'left');
      assert.equal(visitor.run.step, 'contact');
    });
  });
}
