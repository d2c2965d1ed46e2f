import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchChoice } from './choices.ts';
import { consentOptions } from './consent-options.ts';
import { environmentOf } from './scenario.fixture.ts';

function meant(text: string, locale: string): string {
  const environment = environmentOf(locale);
  const matched = matchChoice('consent', consentOptions(environment), { text, messageId: 'm' }, environment);
  return matched.kind === 'match' ? matched.option.value : 'unclear';
}

test('who says yes agrees, with or without accents', () => {
  for (const [locale, text] of [
    ['en', 'Yes, of course!'],
    ['ru', 'Да, согласна'],
    ['es', 'si'],
    ['es', 'Sí, guárdelos'],
    ['fr', 'oui, d’accord'],
    ['pt-BR', 'pode ser'],
  ] as const)
    assert.equal(meant(text, locale), 'yes', text);
});

test('a sentence that only contains a yes does not agree', () => {
  for (const [locale, text] of [
    ['en', 'I am not sure'],
    ['en', 'First I want to read the fine print'],
    ['es', 'Quisiera saber si guardan todo'],
    ['fr', 'je suis pas sûr d’accord ou pas'],
    ['pt-BR', 'não tenho certeza se pode'],
  ] as const)
    assert.notEqual(meant(text, locale), 'yes', text);
});

test('who says no does not agree', () => {
  for (const [locale, text] of [
    ['en', 'no, I would rather not'],
    ['es', 'prefiero que no'],
    ['fr', 'pas d’accord'],
    ['pt-BR', 'nao'],
  ] as const)
    assert.equal(meant(text, locale), 'no', text);
});
