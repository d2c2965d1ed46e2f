import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerStream } from './answer-stream.ts';
import type { ChatEvents } from './chat-types.ts';
import { createEmitter } from './emitter.ts';

const AUTHOR = { name: 'Agent' };

function createAnswer() {
  const events = createEmitter<ChatEvents>();
  const journal: string[] = [];
  events.on('start', ({ id }) => journal.push(`start ${id}`));
  events.on('delta', ({ text }) => journal.push(text));
  events.on('end', ({ id }) => journal.push(`end ${id}`));
  return { answer: new AnswerStream(events, () => {}), journal };
}

test('a start told again takes nothing back', () => {
  const { answer, journal } = createAnswer();
  answer.resume({ id: 'a', author: AUTHOR, text: 'Hello' });
  answer.begin('a', AUTHOR);
  assert.equal(answer.view?.text, 'Hello');
  assert.deepEqual(journal, ['start a', 'Hello']);
});

test('pieces without a start wait for it', () => {
  const { answer, journal } = createAnswer();
  answer.extend('a', { offset: 2, text: 'llo' });
  assert.deepEqual(journal, []);
  answer.resume({ id: 'a', author: AUTHOR, text: 'He' });
  assert.equal(answer.view?.text, 'Hello');
  assert.equal(journal.slice(1).join(''), 'Hello');
});

test('a piece that comes after the end of its answer does not disturb the next one', () => {
  const { answer, journal } = createAnswer();
  answer.begin('a', AUTHOR);
  answer.end('a');
  answer.begin('b', AUTHOR);
  answer.extend('a', { offset: 0, text: 'late' });
  answer.extend('b', { offset: 0, text: 'new' });
  assert.deepEqual(journal, ['start a', 'end a', 'start b', 'new']);
});

test('an answer that is no longer written has ended', () => {
  const { answer, journal } = createAnswer();
  answer.begin('a', AUTHOR);
  answer.resume(undefined);
  answer.resume(undefined);
  assert.equal(answer.view, undefined);
  assert.deepEqual(journal, ['start a', 'end a']);
});
