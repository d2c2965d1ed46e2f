import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedScenarios, shippedWords } from './scenario.fixture.ts';
import { triggeredBy } from './triggers.ts';

const triggered = (text: string, exact = false) => triggeredBy(text, shippedScenarios, shippedWords, { exact });

test('a phrase starts its scenario in any shipped language, also within a short sentence', () => {
  for (const text of [
    'Leave a contact',
    'Can you call me back?',
    'I would like to leave my number, please',
    'Перезвоните мне, пожалуйста',
    'Quiero dejar mi numero',
    'Rappelez-moi, s’il vous plaît',
    'Vou deixar meu contato',
    '你好，我想留个联系方式',
    'من فضلكم اتصلوا بي',
  ]) {
    assert.equal(triggered(text), 'lead-capture', text);
  }
  for (const text of [
    'Help me choose!',
    'помогите выбрать, пожалуйста',
    'ayudeme a elegir',
    'Aidez-moi à choisir',
    'me ajuda a escolher',
  ])
    assert.equal(triggered(text), 'consultation', text);
});

test('a question that only mentions a phrase starts nothing', () => {
  for (const text of [
    'Can I book an appointment online?',
    'Если найдёте другие поломки, сначала позвоните мне?',
    '车修好以后你们会给我回电吗',
    'When are you open?',
    '',
  ]) {
    assert.equal(triggered(text), undefined, text);
  }
});

test('where only the phrase itself counts, a sentence around it starts nothing', () => {
  assert.deepEqual(
    [triggered('please help me choose', true), triggered('HELP me choose…', true)],
    [undefined, 'consultation'],
  );
});
