import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '@agent-chat/sdk/protocol';
import { turnInput, type Part, type TurnContext } from '../conversation/responder.ts';
import { createConsultantResponder } from './consultant.ts';
import type { Knowledge } from './knowledge.ts';
import { openKnowledge, readWords } from './knowledge.fixture.ts';

interface AskOptions {
  locale?: string;
  pick?: string;
  signal?: AbortSignal;
  knowledge?: Knowledge;
}

async function ask(texts: string[], { knowledge, ...options }: AskOptions = {}): Promise<Part[]> {
  const responder = createConsultantResponder({
    knowledge: knowledge ?? (await openKnowledge()),
    words: await readWords(),
  });
  const parts: Part[] = [];
  for await (const part of responder.respond(contextOf(texts, options))) parts.push(part);
  return parts;
}

function contextOf(
  texts: string[],
  { locale = 'en', pick, signal = new AbortController().signal }: AskOptions = {},
): TurnContext {
  return {
    conversationId: 'c',
    contactId: 'p',
    siteId: 's',
    locale,
    languageOffered: false,
    channel: 'web',
    input: turnInput(
      texts.map((text, index) => ({
        message: messageOf(text, index + 1),
        pick: pick === undefined ? undefined : { messageId: 'm0', value: pick },
      })),
    ),
    signal,
  };
}

function messageOf(text: string, seq: number): Message {
  const createdAt = new Date(0).toISOString();
  const author = { name: 'Visitor' };
  return {
    id: `m${seq}`,
    conversationId: 'c',
    seq,
    role: 'visitor',
    author,
    channel: 'web',
    text,
    blocks: [],
    status: 'complete',
    createdAt,
  };
}

function textOf(parts: Part[]): string {
  return parts.map((part) => (part.type === 'delta' ? part.text : '')).join('');
}

test('an answer is the entry, word by word, with its source', async () => {
  const knowledge = await openKnowledge();
  const parts = await ask(['When are you open?']);
  const [passage] = knowledge.search('When are you open?', 'en', 1);
  assert.equal(textOf(parts), passage?.text);
  assert.ok(parts.filter(({ type }) => type === 'delta').length > 5);
  assert.deepEqual(
    parts.find(({ type }) => type === 'citation'),
    { type: 'citation', citation: { title: 'Questions and answers: When are you open?', url: undefined } },
  );
});

test('a service that is meant comes as a card with its price', async () => {
  const parts = await ask(['Сколько стоит байкфиттинг?'], { locale: 'ru' });
  const block = parts.flatMap((part) => (part.type === 'block' && part.block.type === 'cards' ? part.block.cards : []));
  assert.deepEqual(
    block.map(({ id, price }) => [id, price?.replaceAll('\u00a0', ' ')]),
    [['bike-fitting', '129 €']],
  );
});

test('what it does not know it says, and offers a contact and another try', async () => {
  const parts = await ask(['Can you recommend a dentist?']);
  const choices = parts.flatMap((part) =>
    part.type === 'block' && part.block.type === 'choices' ? part.block.choices : [],
  );
  assert.match(textOf(parts), /^I do not know/);
  assert.ok(choices.some(({ scenario }) => scenario === 'lead-capture'));
  assert.ok(choices.some(({ value }) => value === 'ask-otherwise'));
  assert.ok(choices.some(({ value }) => value === 'ask-person'));
  assert.ok(!parts.some(({ type }) => type === 'citation'));
});

test('asking otherwise is encouraged, not searched for', async () => {
  const parts = await ask(['Ask in other words'], { pick: 'ask-otherwise' });
  assert.match(textOf(parts), /^Of course/);
});

test('two messages that wait get an answer each, the same question one', async () => {
  const two = await ask(['When are you open?', 'Where are you?']);
  assert.equal(two.filter(({ type }) => type === 'citation').length, 2);
  assert.equal(two.filter(({ type }) => type === 'break').length, 1);
  const one = await ask(['When are you open?', 'opening hours please']);
  assert.equal(one.filter(({ type }) => type === 'citation').length, 1);
});

test('an answer in another language than the visitor reads is said to be one, in his', async () => {
  const knowledge = await openKnowledge();
  const answer = knowledge.answer('When are you open?', 'en');
  assert.ok(answer.kind === 'answer');
  const passage = { ...answer.passage, language: 'en' };
  const parts = await ask(['Когда?'], {
    locale: 'ru',
    knowledge: { ...knowledge, answer: () => ({ ...answer, passage }) },
  });
  assert.equal(textOf(parts), `Этот ответ есть только на другом языке (английский):\n\n${passage.text}`);
});

test('who greets in another language than his page has is greeted in it', async () => {
  assert.equal(textOf(await ask(['привет'])), 'Здравствуйте! Чем могу помочь?');
});

test('a stopped turn says no further word', async () => {
  const parts = await ask(['When are you open?'], { signal: AbortSignal.abort() });
  assert.equal(textOf(parts), '');
});

test('a bare yes to nothing is met with a request to say more', async () => {
  for (const [text, locale] of [
    ['Yes', 'en'],
    ['ok', 'en'],
    ['да, пожалуйста', 'ru'],
    ['хорошо', 'ru'],
  ] as const) {
    const parts = await ask([text], { locale });
    assert.ok(textOf(parts).length > 0);
    assert.ok(
      parts.every(({ type }) => type === 'delta'),
      text,
    );
  }
});
