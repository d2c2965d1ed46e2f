import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Database, Transaction } from '../store/database.ts';
import type { Responder, TurnContext } from '../conversation/responder.ts';
import { said } from '../conversation/test-conversations.ts';
import { openTestTurns, until } from './test-turns.ts';

/** The writer is busy until released; then `work` is committed before all that waits. */
async function occupy(database: Database, work = async (_trx: Transaction): Promise<unknown> => undefined) {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const writing = database.write(async (trx) => {
    begun.resolve();
    await released.promise;
    await work(trx);
  });
  await begun.promise;
  return () => {
    released.resolve();
    return writing;
  };
}

async function house(t: TestContext) {
  const contexts: TurnContext[] = [];
  const turns = await openTestTurns(t, async function* (context) {
    contexts.push(context);
    yield { type: 'delta', text: `${context.locale}: ${context.input.text}` };
  });
  turns.runner.expect(await turns.conversations.find(turns.id));
  return { ...turns, contexts };
}

test('who answers hears in which language somebody may speak, and his fault there hinders nobody', async (t) => {
  const expected: string[] = [];
  const reader: Responder = {
    name: 'reader',
    async expect(locale) {
      expected.push(locale);
      throw new Error('not ready');
    },
    accepts: () => false,
    async *respond() {},
  };
  const turns = await openTestTurns(t, async function* () {}, [reader]);
  turns.runner.expect(await turns.conversations.find(turns.id));
  assert.deepEqual(expected, ['en']);
});

test('an answer is begun while its question is being stored, and told and stored only after it', async (t) => {
  const { conversations, database, id, told, contexts, answers } = await house(t);
  const release = await occupy(database);
  const receiving = conversations.receive(said(id, 'Hello'));
  await until(() => contexts.length === 1);
  assert.deepEqual(told, []);
  await release();
  const { message } = await receiving;
  const [answer] = await until(async () => ((await answers()).length === 1 ? answers() : undefined));
  assert.equal(answer!.text, 'en: Hello');
  assert.deepEqual(contexts[0]!.input.messages, [message]);
  assert.equal(contexts.length, 1);
  assert.deepEqual(
    told.map(({ event }) => event),
    ['message:added', 'turn:changed', 'message:start', 'turn:changed', 'message:delta', 'message:end', 'turn:changed'],
  );
});

test('an answer is thrown away when the conversation turns out to be another than was foreseen, and made anew', async (t) => {
  const { conversations, database, id, told, contexts, answers } = await house(t);
  const release = await occupy(database, (trx) => trx('conversations').where({ id }).update({ locale: 'ru' }));
  void conversations.receive(said(id, 'Hello'));
  await until(() => contexts.length === 1);
  await release();
  await until(async () => (await answers()).length === 1);
  assert.deepEqual(
    contexts.map(({ locale }) => locale),
    ['en', 'ru'],
  );
  assert.equal(contexts[0]!.signal.aborted, true);
  const deltas = told.flatMap(({ event, payload }) => (event === 'message:delta' ? payload.text : []));
  assert.deepEqual(deltas, ['ru: Hello']);
});

test('what is answered in vain is told to nobody: a repeat, or words for an operator', async (t) => {
  const { conversations, runner, database, id, told, contexts, answers } = await house(t);
  const question = said(id, 'Hello');
  await conversations.receive(question);
  await until(async () => (await answers()).length === 1);
  await until(() => runner.state(id).turn === 'idle');
  told.length = 0;
  await conversations.receive(question);
  await until(() => contexts[1]?.signal.aborted);

  runner.expect(await conversations.find(id));
  const release = await occupy(database, (trx) => trx('conversations').where({ id }).update({ handler: 'operator' }));
  void conversations.receive(said(id, 'Is anybody there?'));
  await until(() => contexts.length === 3);
  await release();
  await until(() => contexts[2]?.signal.aborted);
  assert.deepEqual(
    told.map(({ event }) => event),
    ['message:added'],
  );
  assert.equal((await answers()).length, 1);
});

test('an answer that could not be foreseen, as its question was not stored, leaves the conversation usable', async (t) => {
  const { conversations, database, id, contexts, answers } = await house(t);
  const { writeBatch } = database;
  database.writeBatch = () => Promise.reject(new Error('the disk is full'));
  await assert.rejects(conversations.receive(said(id, 'lost')), /the disk is full/);
  await until(() => contexts[0]?.signal.aborted);
  database.writeBatch = writeBatch;
  await conversations.receive(said(id, 'Hello'));
  const [answer] = await until(async () => ((await answers()).length === 1 ? answers() : undefined));
  assert.equal(answer!.text, 'en: Hello');
});
