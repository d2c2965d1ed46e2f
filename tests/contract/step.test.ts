import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steps } from '../../backend/src/scenario/steps/index.ts';
import { stepContract, type StepSamples } from './step.ts';

const text = 'scenarios:test.text';
const answer = (value: string) => ({ value, label: value, messageId: 'm0', at: '2026-11-21T09:00:00.000Z' });
const choices = [
  { value: 'one', label: 'scenarios:test.one', next: 'first' },
  { value: 'two', label: 'scenarios:test.two' },
];

const samples: Record<string, StepSamples> = {
  say: { accepted: [{ text }, { text, next: 'there' }], refused: [{}, { text: 'Just words' }] },
  choice: {
    accepted: [
      { text, choices },
      { text, choices, save: 'kept', free: true, retry: text, next: 'there' },
    ],
    refused: [{ text }, { text, choices: [choices[0]] }, { text, choices: [choices[0], choices[0]] }],
    answers: [{ kept: answer('one') }],
  },
  ask: {
    accepted: ['text', 'name', 'email', 'phone', 'contact'].map((kind) => ({
      kind,
      text,
      retry: text,
      giveUp: 'out',
      country: 'DE',
    })),
    refused: [
      { kind: 'age', text, retry: text },
      { kind: 'name', text },
      { kind: 'phone', text, retry: text, country: 'Germany' },
    ],
  },
  consent: {
    accepted: [
      { text, declined: 'no' },
      { text, declined: 'no', save: 'agreed', next: 'yes' },
    ],
    refused: [{ text }],
  },
  form: {
    accepted: [
      { text, fields: [{ name: 'name', kind: 'name', label: text }] },
      {
        text,
        submit: text,
        retry: text,
        declined: 'no',
        giveUp: 'out',
        next: 'there',
        fields: [
          { name: 'phone', kind: 'phone', label: text, country: 'DE', optional: true },
          { name: 'guests', kind: 'number', label: text, min: 1, max: 9 },
          { name: 'day', kind: 'date', label: text, min: 'today' },
          { name: 'stars', kind: 'rating', label: text },
          {
            name: 'size',
            kind: 'select',
            label: text,
            options: [
              { value: 's', label: text },
              { value: 'm', label: text },
            ],
          },
          { name: 'consent', kind: 'consent', label: text },
        ],
      },
    ],
    refused: [
      { text, fields: [] },
      { text, fields: [{ name: 'age', kind: 'age', label: text }] },
      { text, fields: [{ name: 'size', kind: 'select', label: text }] },
      {
        text,
        fields: [
          { name: 'one', kind: 'text', label: text },
          { name: 'one', kind: 'email', label: text },
        ],
      },
    ],
  },
  branch: {
    accepted: [
      { cases: [{ when: { about: 'repair' }, next: 'there' }] },
      {
        cases: [{ when: { about: ['repair', 'fitting'], phone: true, email: false }, next: 'there' }],
        otherwise: 'here',
      },
    ],
    refused: [{ cases: [] }, { cases: [{ when: { about: 1 }, next: 'there' }] }],
    answers: [{ about: answer('repair') }, { about: answer('fitting'), phone: answer('+49') }],
  },
  recommend: {
    accepted: [
      { text, none: text, save: 'advice', rules: [{ tags: ['repair'] }] },
      { text, none: text, rules: [{ when: { about: 'repair' }, services: ['tune-up', 'gone'] }], next: 'there' },
    ],
    refused: [
      { text, none: text, rules: [] },
      { text, none: text, limit: 9, rules: [{ tags: [] }] },
    ],
    answers: [{ about: answer('repair') }],
  },
  capture: {
    accepted: [{ fields: { name: text, phone: text }, need: ['about'], text }],
    refused: [{}, { fields: { name: 'Name' } }],
    answers: [
      { name: answer('Anna'), phone: answer('+49'), consent: answer('no') },
      { name: answer('Anna'), about: answer('repair'), consent: answer('yes') },
    ],
  },
  goto: { accepted: [{ next: 'there' }], refused: [{}, { next: 'Not an id' }] },
  start: { accepted: [{ scenario: 'lead-capture' }, { scenario: 'lead-capture', text }], refused: [{}] },
  end: { accepted: [{}, { text }], refused: [{ text: '' }] },
};

test('every step has samples', () => {
  assert.deepEqual(Object.keys(samples).sort(), steps.map(({ type }) => type).sort());
});

for (const step of steps) stepContract(step, samples[step.type]!);
