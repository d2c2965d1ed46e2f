import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import type { Message, Tells } from '@agent-chat/sdk/protocol';
import type { Responder } from '../conversation/responder.ts';
import { said } from '../conversation/test-conversations.ts';
import { openTestTurns, until, type Respond } from './test-turns.ts';

const one = (messages: Message[]) => (messages.length > 0 ? messages : undefined);
const echo: Respond = async function* ({ input }) {
  yield { type: 'delta', text: `You said: ${input.text}` };
};

test('what a visitor says is answered once', async (t) => {
  const { conversations, id, answers } = await openTestTurns(t, echo);
  await conversations.receive(said(id, 'Hello'));
  const [answer] = await until(async () => one(await answers()));
  assert.equal(answer?.text, 'You said: Hello');
  await delay(50);
  assert.equal((await answers()).length, 1);
});

test('pieces told while the answer grows make up the stored text, and the end carries the message', async (t) => {
  const { conversations, id, told } = await openTestTurns(t, async function* () {
    for (let n = 0; n < 20; n += 1) {
      yield { type: 'delta', text: `${n} ` };
      await delay(5);
    }
  });
  await conversations.receive(said(id, 'Count'));
  const end = await until(
    () => told.find(({ event }) => event === 'message:end')?.payload as Tells['message:end'] | undefined,
  );
  const deltas = told
    .filter(({ event }) => event === 'message:delta')
    .map(({ payload }) => payload as Tells['message:delta']);
  let text = '';
  for (const delta of deltas) {
    assert.equal(delta.offset, text.length);
    text += delta.text;
  }
  assert.equal(text.trim(), end.message?.text);
  assert.ok(deltas.length < 20, 'pieces within a frame are told together');
});

test('what is said while an answer is made joins one further turn', async (t) => {
  const gate = Promise.withResolvers<void>();
  const inputs: string[] = [];
  const { conversations, id, answers } = await openTestTurns(t, async function* ({ input }) {
    inputs.push(input.text);
    if (inputs.length === 1) await gate.promise;
    yield { type: 'delta', text: `answer ${inputs.length}` };
  });
  await conversations.receive(said(id, 'first'));
  await until(() => inputs.length === 1);
  await conversations.receive(said(id, 'second'));
  await conversations.receive(said(id, 'third'));
  gate.resolve();
  await until(async () => (await answers()).length === 2);
  assert.deepEqual(inputs, ['first', 'second\nthird']);
});

test('a responder that fails is answered for with an apology, and the next question works', async (t) => {
  let fails = true;
  const { conversations, id, answers } = await openTestTurns(t, async function* () {
    if (fails) throw new Error('boom');
    yield { type: 'delta', text: 'fine' };
  });
  await conversations.receive(said(id, 'Hello'));
  await until(async () => one(await answers()));
  fails = false;
  await conversations.receive(said(id, 'Again'));
  await until(async () => (await answers()).length === 2);
  assert.deepEqual(
    (await answers()).map(({ text }) => text),
    ['sorry en', 'fine'],
  );
});

test('stopping keeps what was said as a partial message and tells nobody sorry', async (t) => {
  const { conversations, id, answers, runner, told } = await openTestTurns(t, async function* () {
    yield { type: 'delta', text: 'The beginning' };
    await new Promise(() => undefined);
  });
  await conversations.receive(said(id, 'Hello'));
  await until(() => told.some(({ event }) => event === 'message:delta'));
  assert.equal(runner.stopTurn(id), true);
  const [answer] = await until(async () => one(await answers()));
  assert.deepEqual([answer?.text, answer?.status], ['The beginning', 'partial']);
});

test('an operator’s first word silences the answer that is being made', async (t) => {
  const { conversations, id, answers, told } = await openTestTurns(t, async function* () {
    yield { type: 'delta', text: 'I was about to say' };
    await new Promise(() => undefined);
  });
  await conversations.receive(said(id, 'Hello'));
  await until(() => told.some(({ event }) => event === 'message:delta'));
  await conversations.sayAsOperator(id, { name: 'Olga' }, 'Let me');
  const end = await until(() => told.find(({ event }) => event === 'message:end'));
  assert.ok(end.event === 'message:end' && end.payload.message === undefined);
  assert.deepEqual(await answers(), []);
});

test('a turn that was running when the process stopped is answered by the next one', async (t) => {
  let isFirst = true;
  const { conversations, id, answers, runner, restart, told } = await openTestTurns(t, async function* () {
    if (isFirst) {
      yield { type: 'delta', text: 'half an ans' };
      await new Promise(() => undefined);
    }
    yield { type: 'delta', text: 'the whole answer' };
  });
  await conversations.receive(said(id, 'Hello'));
  await until(() => told.some(({ event }) => event === 'message:delta'));
  await runner.stop();
  assert.deepEqual(await answers(), []);
  isFirst = false;
  await restart();
  const [answer] = await until(async () => one(await answers()));
  assert.equal(answer?.text, 'the whole answer');
});

test('a responder that passes is asked to resume after the next one has answered', async (t) => {
  const scenario: Responder & { resume: Respond } = {
    name: 'scenario',
    accepts: () => true,
    async *respond() {
      yield { type: 'pass' };
    },
    async *resume() {
      yield { type: 'delta', text: 'What is your name?' };
    },
  };
  const { conversations, id, answers } = await openTestTurns(t, echo, [scenario]);
  await conversations.receive(said(id, 'How much?'));
  await until(async () => (await answers()).length === 2);
  assert.deepEqual(
    (await answers()).map(({ text }) => text),
    ['You said: How much?', 'What is your name?'],
  );
});

test('effects are stored together with the answer, and not at all when the turn fails', async (t) => {
  let fails = true;
  const { conversations, id, answers, database } = await openTestTurns(t, async function* () {
    yield {
      type: 'effect',
      effect: async (trx) => void (await trx('conversations').where({ id }).update({ locale: 'ru' })),
    };
    yield { type: 'delta', text: 'noted' };
    if (fails) throw new Error('boom');
  });
  const locale = async () => (await database.read('conversations').where({ id }).first('locale')).locale;
  await conversations.receive(said(id, 'one'));
  await until(async () => one(await answers()));
  assert.equal(await locale(), 'en');
  fails = false;
  await conversations.receive(said(id, 'two'));
  await until(async () => (await locale()) === 'ru');
});

test('a cut answer is partial, and what follows is a message of its own', async (t) => {
  const { conversations, id, answers } = await openTestTurns(t, async function* () {
    yield { type: 'delta', text: 'Half of it' };
    yield { type: 'cut' };
    yield { type: 'delta', text: 'From our notes' };
  });
  await conversations.receive(said(id, 'Hello'));
  const both = await until(async () => ((await answers()).length === 2 ? answers() : undefined));
  assert.deepEqual(
    both.map(({ text, status }) => [text, status]),
    [
      ['Half of it', 'partial'],
      ['From our notes', 'complete'],
    ],
  );
});

test('a turn whose end could not be stored is answered when its lease has run out, and the streamed text goes away', async (t) => {
  let fails = true;
  const { conversations, id, answers, database, runner, told } = await openTestTurns(t, async function* () {
    yield {
      type: 'effect',
      effect: async () => {
        if (fails) throw new Error('the disk is full');
      },
    };
    yield { type: 'delta', text: 'the answer' };
  });
  await conversations.receive(said(id, 'Hello'));
  await until(() => told.some(({ event, payload }) => event === 'message:end' && !('message' in payload)));
  assert.deepEqual(await answers(), []);
  fails = false;
  await database.write((trx) => trx('turns').update({ lease_until: Date.now() - 1 }));
  runner.wake();
  const [answer] = await until(async () => one(await answers()));
  assert.equal(answer?.text, 'the answer');
});

test('a turn that was taken with its message is answered once, and what is said meanwhile is answered after it', async (t) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { conversations, database, id, answers } = await openTestTurns(t, async function* (context) {
    await released;
    yield* echo(context);
  });
  await conversations.receive(said(id, 'one'));
  const [first] = await database.read('turns');
  assert.deepEqual([first.state, first.attempts], ['running', 1]);
  await conversations.receive(said(id, 'two'));
  assert.deepEqual(await database.read('turns').orderBy('created_at').pluck('state'), ['running', 'queued']);
  release();
  const texts = await until(async () => {
    const all = (await answers()).map(({ text }) => text);
    return all.join().includes('two') ? all : undefined;
  });
  assert.equal(texts.join('\n').match(/one/g)?.length, 1, texts.join('\n'));
  assert.equal(texts.join('\n').match(/two/g)?.length, 1, texts.join('\n'));
});

test('a turn that was taken by a process that died before it began is answered by the next one', async (t) => {
  const { conversations, runner, restart, id, answers } = await openTestTurns(t, echo);
  runner.begin = () => undefined;
  await conversations.receive(said(id, 'one'));
  await delay(50);
  assert.deepEqual(await answers(), []);
  await restart();
  const [answer] = await until(async () => one(await answers()));
  assert.equal(answer!.text, 'You said: one');
});
