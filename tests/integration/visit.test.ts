import { memoryStorage } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

test('a visitor is greeted with quick replies and gets an answer from the FAQ with its source', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  assert.equal(visitor.chat.state.messages[0]?.role, 'agent');
  assert.ok(visitor.choices().includes('Opening hours'));
  const answer = await visitor.choose('Opening hours');
  assert.match(answer[0]!.text, /\d/);
  assert.ok(answer.some(({ citations }) => citations && citations.length > 0));
});

test('what is not known is not invented: a contact is offered', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  await visitor.ask('Who won the chess championship in 1972?');
  assert.ok(visitor.choices().includes('Leave a contact'));
});

test('a Russian visitor is answered in Russian', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url, { locale: 'ru-RU' });
  assert.match(visitor.chat.state.messages[0]!.text, /[а-я]/);
  const [answer] = await visitor.ask('До скольки вы работаете?');
  assert.match(answer!.text, /[а-я]/);
});

test('two tabs of one visitor show the same log', async (t) => {
  const { url } = await startTestApp(t);
  const storage = memoryStorage();
  const first = await openVisitor(t, url, { storage });
  const second = await openVisitor(t, url, { storage });
  await first.ask('What are your opening hours?');
  await second.waitForState(({ messages }) => messages.length === first.chat.state.messages.length);
  const seqs = (visitor: typeof first) => visitor.chat.state.messages.map(({ seq, text }) => `${seq} ${text}`);
  assert.deepEqual(seqs(second), seqs(first));
});
