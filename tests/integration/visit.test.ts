import { memoryStorage, PROTOCOL_VERSION, type Message, type SessionOpened } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { io } from 'socket.io-client';
import { afterwards } from '../helpers/afterwards.ts';
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

test('the socket that sent a message has it in the answer, and only the visitor’s other sockets are told', async (t) => {
  const { url } = await startTestApp(t);
  const open = async (token?: string) => {
    const socket = io(url, { forceNew: true, transports: ['websocket'], auth: { protocol: PROTOCOL_VERSION, token } });
    afterwards(t, () => socket.close());
    const told: string[] = [];
    socket.on('message:added', ({ message }: { message: Message }) => told.push(message.text));
    const opened = await new Promise<SessionOpened>((resolve) => socket.once('session:opened', resolve));
    return { socket, told, token: opened.token };
  };
  const first = await open();
  const second = await open(first.token);
  const answered = new Promise((resolve) => second.socket.once('message:end', resolve));
  const payload = { clientId: 'client-000001', text: 'What are your opening hours?' };
  const answer = await first.socket.emitWithAck('message:send', payload);
  await answered;
  assert.equal(answer.message.text, payload.text);
  assert.deepEqual([first.told, second.told], [[], [payload.text]]);
});

test('two tabs share what is read and the language', async (t) => {
  const { url } = await startTestApp(t);
  const storage = memoryStorage();
  const first = await openVisitor(t, url, { storage });
  const second = await openVisitor(t, url, { storage });
  assert.equal(second.chat.state.unread, 1);
  first.chat.markRead(1);
  await second.waitForState(({ unread }) => unread === 0);
  await second.chat.setLocale('ru');
  const { messages } = await first.waitForState(({ conversation }) => conversation?.locale === 'ru');
  assert.match(messages[0]!.text, /[а-я]/);
});
