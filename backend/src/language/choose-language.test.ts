import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  certaintyOf,
  chooseLanguage,
  reconsiderLanguage,
  type LanguageChoice,
  type LanguageEvidence,
} from './choose-language.ts';

const OFFERED = ['en', 'ru', 'uk', 'de', 'pt-BR', 'zh'];
const everything: LanguageEvidence = {
  ...{ profile: 'ru', choice: 'uk', attribute: 'de', channel: 'pt', page: 'zh', browser: 'en-GB,ru', text: 'ru' },
};

/** Each without what stands before it. */
const order: [without: (keyof LanguageEvidence)[], expected: LanguageChoice][] = [
  [[], { locale: 'ru', reason: 'profile' }],
  [['profile'], { locale: 'uk', reason: 'choice' }],
  [['profile', 'choice'], { locale: 'de', reason: 'attribute' }],
  [['profile', 'choice', 'attribute'], { locale: 'pt-BR', reason: 'channel' }],
  [['profile', 'choice', 'attribute', 'channel'], { locale: 'zh', reason: 'page' }],
  [['profile', 'choice', 'attribute', 'channel', 'page'], { locale: 'en', reason: 'browser' }],
  [['profile', 'choice', 'attribute', 'channel', 'page', 'browser'], { locale: 'ru', reason: 'text' }],
];

const single: [why: string, evidence: LanguageEvidence, expected: LanguageChoice][] = [
  ['nothing is known: the first that is offered', {}, { locale: 'en', reason: 'default' }],
  ['a language that is not offered is passed over', { attribute: 'fi', page: 'de' }, { locale: 'de', reason: 'page' }],
  ['the region does not matter where the language is offered', { page: 'de-AT' }, { locale: 'de', reason: 'page' }],
  ['another region of a language is that language', { browser: 'pt-PT' }, { locale: 'pt-BR', reason: 'browser' }],
  ['of several the first that is offered', { browser: 'fi,uk;q=0.8,en;q=0.9' }, { locale: 'en', reason: 'browser' }],
  ['an underscore is forgiven', { channel: 'pt_br' }, { locale: 'pt-BR', reason: 'channel' }],
  ['what is no tag says nothing', { attribute: '!!', browser: '*', text: 'zh' }, { locale: 'zh', reason: 'text' }],
  ['an empty attribute says nothing', { attribute: '', page: 'ru' }, { locale: 'ru', reason: 'page' }],
];

for (const [without, expected] of order) {
  test(`${expected.reason} counts when there is nothing that counts more`, () => {
    const evidence = { ...everything };
    for (const reason of without) delete evidence[reason];
    assert.deepEqual(chooseLanguage(evidence, OFFERED), expected);
  });
}

for (const [why, evidence, expected] of single) {
  test(`${why}: ${JSON.stringify(evidence)}`, () => assert.deepEqual(chooseLanguage(evidence, OFFERED), expected));
}

const again: [why: string, current: LanguageChoice, evidence: LanguageEvidence, expected: LanguageChoice][] = [
  [
    'a choice outlives every page',
    { locale: 'uk', reason: 'choice' },
    { attribute: 'de', page: 'de' },
    { locale: 'uk', reason: 'choice' },
  ],
  [
    'the site signs over a choice',
    { locale: 'uk', reason: 'choice' },
    { profile: 'ru' },
    { locale: 'ru', reason: 'profile' },
  ],
  [
    'a page in another language is followed',
    { locale: 'en', reason: 'page' },
    { page: 'de' },
    { locale: 'de', reason: 'page' },
  ],
  [
    'what the text said outlives the browser',
    { locale: 'uk', reason: 'text' },
    { browser: 'en' },
    { locale: 'uk', reason: 'text' },
  ],
  ['the page corrects a guess', { locale: 'en', reason: 'browser' }, { page: 'ru' }, { locale: 'ru', reason: 'page' }],
  [
    'a page that says nothing changes nothing',
    { locale: 'de', reason: 'channel' },
    {},
    { locale: 'de', reason: 'channel' },
  ],
  [
    'what is signed outlives the page',
    { locale: 'ru', reason: 'profile' },
    { page: 'de' },
    { locale: 'ru', reason: 'profile' },
  ],
];

for (const [why, current, evidence, expected] of again) {
  test(`when a conversation is opened again, ${why}`, () =>
    assert.deepEqual(reconsiderLanguage(current, evidence, OFFERED), expected));
}

test('a guess, a declaration and a choice are told apart', () => {
  const reasons = ['choice', 'profile', 'attribute', 'channel', 'page', 'browser', 'text', 'default'] as const;
  assert.deepEqual(
    reasons.map(certaintyOf).join(' '),
    'chosen declared declared declared declared guessed guessed guessed',
  );
});
