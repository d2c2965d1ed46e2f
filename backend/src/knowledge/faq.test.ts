import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContentFault } from '../content/content-kind.ts';
import { faqKind } from './faq.ts';

const path = 'knowledge/faq.en.md';
const head = '---\ntitle: Questions and answers\n---\n';

function faultOf(text: string): ContentFault {
  try {
    faqKind.parse(text, path);
  } catch (error) {
    if (error instanceof ContentFault) return error;
  }
  return assert.fail('expected a fault');
}

test('a FAQ is the files knowledge/faq.<tag>.md', () => {
  assert.ok(faqKind.matches('knowledge/faq.pt-BR.md'));
  assert.ok(!faqKind.matches('knowledge/catalogue.yaml'));
  assert.ok(!faqKind.matches('system/faq.en.md'));
});

test('an entry has its question, its other phrasings and its Markdown answer', () => {
  const { title, entries } = faqKind.parse(
    `${head}\n## When? {#hours}\n- opening hours\n- till when\n\nFrom **9**.\n\n- Not on Sundays\n`,
    path,
  );
  assert.equal(title, 'Questions and answers');
  assert.deepEqual(entries, [
    {
      id: 'hours',
      question: 'When?',
      alternatives: ['opening hours', 'till when'],
      answer: 'From **9**.\n\n- Not on Sundays',
    },
  ]);
});

test('an entry needs no other phrasings, and lines may end in the Windows way', () => {
  const { entries } = faqKind.parse(`${head}## When? {#hours}\n\nAt nine.\n`.replaceAll('\n', '\r\n'), path);
  assert.deepEqual(entries, [{ id: 'hours', question: 'When?', alternatives: [], answer: 'At nine.' }]);
});

test('a fault names the line of the entry that has it', () => {
  const cases: [text: string, line: number, reason: RegExp][] = [
    ['## When?\n\nAt nine.\n', 4, /no id/],
    ['## When? {#hours}\n- till when\n\n## Where? {#place}\n\nHere.\n', 4, /no answer/],
    ['## When? {#a}\n\nAt nine.\n\n## Where? {#a}\n\nHere.\n', 8, /used twice: first in line 4/],
  ];
  for (const [text, line, reason] of cases) {
    const fault = faultOf(head + text);
    assert.equal(fault.line, line);
    assert.match(fault.message, reason);
  }
});

test('front matter must be closed and name a title', () => {
  assert.match(faultOf('---\ntitle: x\n## When? {#a}\n\nAt nine.\n').message, /not closed/);
  assert.match(faultOf('## When? {#a}\n\nAt nine.\n').message, /title/);
});
