import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Chat, ChatEvents, ChatState, ErrorView, Message } from '@agent-chat/sdk';
import { isOnline, texts, until } from '../../sdk/test/until.ts';

/** A chat and the hands that move its other side. */
export interface ChatBench {
  chat: Chat;
  /** The agent's next message. */
  say(text: string): void;
  /** Writes an answer in these pieces and stores it. */
  stream(...pieces: string[]): Promise<void>;
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** The next message or ask. */
  refuse(error: ErrorView): void;
}

type OpenBench = (context: TestContext) => Promise<ChatBench>;

/** What users of a chat may rely on, be it the client or a fake. */
export function chatContract(name: string, open: OpenBench): void {
  describe(`chat "${name}"`, () => {
    testState(open);
    testMessages(open);
    testOffline(open);
    testErrors(open);
    testClose(open);
  });
}

async function openOnline(open: OpenBench, context: TestContext): Promise<ChatBench> {
  const bench = await open(context);
  await until(bench.chat, isOnline);
  return bench;
}

function testState(open: OpenBench): void {
  test('a subscriber hears at once, on each change, and no more after he left', async (context) => {
    const { chat, say } = await openOnline(open, context);
    const heard: ChatState[] = [];
    const leave = chat.subscribe((state) => heard.push(state));
    assert.deepEqual(heard, [chat.state]);
    say('one');
    await until(chat, ({ messages }) => messages.length === 1);
    assert.equal(heard.at(-1), chat.state);
    leave();
    const { length } = heard;
    say('two');
    await until(chat, ({ messages }) => messages.length === 2);
    assert.equal(heard.length, length);
  });

  test('a snapshot never changes, and its messages are the same array until one changes', async (context) => {
    const { chat, say } = await openOnline(open, context);
    const { messages: before, ...rest } = chat.state;
    const copy = structuredClone({ ...rest, messages: before });
    const first = chat.state;
    chat.setTyping(true);
    say('one');
    await until(chat, ({ messages }) => messages.length === 1);
    assert.deepEqual(first, copy);
    assert.notEqual(chat.state.messages, before);
    const { messages } = chat.state;
    await chat.setLocale('ru');
    assert.equal(chat.state.conversation?.locale, 'ru');
    assert.deepEqual(chat.state.messages, messages);
  });

  test('its functions may be taken off', async (context) => {
    const { send, subscribe, on, close } = (await openOnline(open, context)).chat;
    const heard: string[] = [];
    on('message', ({ text }) => heard.push(text));
    subscribe(({ messages }) => messages.forEach(({ text }) => heard.push(text)));
    await send('Hello');
    await close();
    assert.ok(heard.length >= 2);
  });

  test('reading counts the unread down and never up again', async (context) => {
    const { chat, say } = await openOnline(open, context);
    for (const text of ['one', 'two', 'three']) say(text);
    await until(chat, ({ unread }) => unread === 3);
    for (const seq of [2, 1]) chat.markRead(seq);
    assert.equal(chat.state.unread, 1);
    assert.equal(chat.state.conversation?.readSeq.visitor, 2);
  });
}

function testMessages(open: OpenBench): void {
  test('what is sent resolves with what was stored, and is told once', async (context) => {
    const { chat, say } = await openOnline(open, context);
    const told: string[] = [];
    chat.on('message', ({ text }) => told.push(text));
    const { seq, role, text } = await chat.send('Hello');
    assert.deepEqual({ seq, role, text }, { seq: 1, role: 'visitor', text: 'Hello' });
    say('Good day');
    const { messages } = await until(chat, ({ messages }) => messages.length === 2);
    assert.deepEqual(
      messages.map(({ seq, delivery }) => [seq, delivery]),
      [
        [1, undefined],
        [2, undefined],
      ],
    );
    assert.deepEqual(told, ['Hello', 'Good day']);
  });

  test('an answer grows piece by piece, and its message takes its place in one step', async (context) => {
    const { chat, stream } = await openOnline(open, context);
    const told: string[] = [];
    let written = '';
    chat.on('start', () => told.push('start'));
    chat.on('delta', ({ offset, text }) => (written = written.slice(0, offset) + text));
    chat.on('message', ({ text }) => told.push(text));
    chat.on('end', ({ message }) => told.push(`end ${message?.text}`));
    const shown: number[] = [];
    chat.subscribe(({ messages, streaming }) => shown.push(messages.length + (streaming ? 1 : 0)));
    await stream('Good', ' day', ' to you');
    await until(chat, ({ messages }) => messages.length === 1);
    assert.deepEqual(told, ['start', 'Good day to you', 'end Good day to you']);
    assert.equal(written, 'Good day to you');
    assert.deepEqual([...new Set(shown)], [0, 1]);
  });

  test('a new conversation begins empty-handed', async (context) => {
    const { chat } = await openOnline(open, context);
    await chat.send('Hello');
    const { id } = chat.state.conversation!;
    await chat.startNew();
    assert.notEqual(chat.state.conversation?.id, id);
    assert.ok(!texts(chat.state).includes('Hello'));
  });

  test('stored messages are iterated until the chat is closed', async (context) => {
    const { chat } = await openOnline(open, context);
    const reading = collect(chat.messages());
    for (const text of ['one', 'two']) await chat.send(text);
    await chat.close();
    assert.deepEqual(await reading, ['one', 'two']);
  });
}

function testOffline(open: OpenBench): void {
  test('what is written offline waits in sight, and goes out once and in order', async (context) => {
    const bench = await openOnline(open, context);
    const { chat } = bench;
    const told: string[] = [];
    chat.on('message', ({ text }) => told.push(text));
    await bench.goOffline();
    const all = ['one', 'two', 'three'];
    const sent = all.map((text) => chat.send(text));
    const { messages } = await until(chat, ({ messages }) => messages.length === 3);
    assert.ok(messages.every(({ seq, id, clientId, delivery }) => !seq && id === clientId && delivery === 'waiting'));
    await bench.goOnline();
    assert.deepEqual(
      (await Promise.all(sent)).map(({ seq, text }) => [seq, text]),
      all.map((text, index) => [index + 1, text]),
    );
    assert.deepEqual(told, all);
    assert.deepEqual(texts(chat.state), all);
  });

  test('an ask waits for the connection', async (context) => {
    const bench = await openOnline(open, context);
    await bench.goOffline();
    const reading = bench.chat.readMemory();
    await bench.goOnline();
    assert.equal((await reading).total, 0);
  });

  test('what waits can be discarded', async (context) => {
    const bench = await openOnline(open, context);
    await bench.goOffline();
    const sent = bench.chat.send('never');
    const { messages } = await until(bench.chat, ({ messages }) => messages.length === 1);
    bench.chat.discard(messages[0]!.id);
    await assert.rejects(sent, { code: 'CLOSED' });
    assert.deepEqual(bench.chat.state.messages, []);
  });
}

function testErrors(open: OpenBench): void {
  const refusal: ErrorView = { code: 'FORBIDDEN', message: 'no', hint: 'Ask the shop.' };

  test('a refused message stays in sight as failed, is told, and can be sent again', async (context) => {
    const { chat, refuse } = await openOnline(open, context);
    const told: ChatEvents['error'][] = [];
    chat.on('error', (error) => told.push(error));
    refuse(refusal);
    await assert.rejects(chat.send('one'), { name: 'ChatError', code: 'FORBIDDEN', hint: 'Ask the shop.' });
    const [failed] = (await until(chat, ({ messages }) => messages[0]?.delivery === 'failed')).messages;
    assert.equal(failed?.error?.code, 'FORBIDDEN');
    assert.deepEqual(
      told.map(({ code }) => code),
      ['FORBIDDEN'],
    );
    chat.retry(failed!.id);
    const { messages } = await until(chat, ({ messages }) => messages[0]?.seq === 1);
    assert.deepEqual(texts({ ...chat.state, messages }), ['one']);
  });

  test('a refused ask rejects with its code and hint', async (context) => {
    const { chat, refuse } = await openOnline(open, context);
    refuse(refusal);
    await assert.rejects(chat.setLocale('ru'), { name: 'ChatError', code: 'FORBIDDEN', hint: 'Ask the shop.' });
  });

  test('an empty and a far too long message are refused at once', async (context) => {
    const { chat } = await openOnline(open, context);
    await assert.rejects(chat.send('  '), { code: 'BAD_REQUEST' });
    await assert.rejects(chat.send('x'.repeat(4001)), { code: 'TOO_LARGE' });
    assert.deepEqual(chat.state.messages, []);
  });

  test('the mistake of one listener is not felt by the others', async (context) => {
    const { chat } = await openOnline(open, context);
    const surfaced = nextUncaught(context);
    chat.on('message', () => {
      throw new Error('mine');
    });
    let told = 0;
    chat.on('message', () => told++);
    await chat.send('Hello');
    assert.equal((await surfaced).message, 'mine');
    assert.equal(told, 1);
  });
}

function testClose(open: OpenBench): void {
  test('closing rejects what waits', async (context) => {
    const bench = await openOnline(open, context);
    await bench.goOffline();
    const sent = bench.chat.send('never');
    const asked = bench.chat.stop();
    await bench.chat[Symbol.asyncDispose]();
    for (const waiting of [sent, asked, bench.chat.stop()]) await assert.rejects(waiting, { code: 'CLOSED' });
    assert.equal(bench.chat.state.connection, 'offline');
  });

  test('the draft is kept as it was typed', async (context) => {
    const { chat } = await openOnline(open, context);
    assert.equal(await chat.readDraft(), '');
    chat.saveDraft('How mu');
    assert.equal(await chat.readDraft(), 'How mu');
  });
}

async function collect(messages: AsyncIterable<Message>): Promise<string[]> {
  const read: string[] = [];
  for await (const { text } of messages) read.push(text);
  return read;
}

/** The test runner's own listeners would fail the file. */
function nextUncaught(context: TestContext): Promise<Error> {
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  context.after(() => others.forEach((listener) => process.on('uncaughtException', listener)));
  return new Promise((resolve) => process.once('uncaughtException', resolve));
}
