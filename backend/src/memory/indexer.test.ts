import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { loopDelay } from '../../../tests/helpers/loop-delay.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { createLexicalEmbedder } from '../embedding/lexical-embedder.ts';
import { codedIds, openTestMemory, type Said, type TestMemory } from './test-memory.ts';

let t: TestMemory;
beforeEach(async () => {
  t = await openTestMemory();
});
afterEach(() => t.close());

const remembered = (): Promise<string[]> => t.database.read('memory_items').orderBy('position').pluck('message_id');

test('what the visitor said is remembered; what we said, notices and short words are not', async () => {
  await t.say(
    { id: 'm1', text: 'my frame is blue' },
    { id: 'm2', text: 'Noted.', role: 'agent' },
    { id: 'm3', text: 'I take over', role: 'operator' },
    { id: 'm4', text: 'linked to Telegram', role: 'system' },
    { id: 'm5', text: 'ok' },
  );
  assert.deepEqual(await remembered(), ['m1']);
});

test('a new indexer goes on at the cursor: nothing is lost and nothing doubled', async () => {
  await t.say({ id: 'm1', text: 'first message' });
  await t.indexer.stop();
  await t.commit({ id: 'm2', text: 'second message' });
  const next = t.newIndexer();
  next.start();
  await next.idle();
  await next.stop();
  assert.deepEqual(await remembered(), ['m1', 'm2']);
  assert.equal((await t.database.read('memory_vectors')).length, 2);
});

test('what was committed while no indexer ran is found without being woken', async () => {
  await t.indexer.stop();
  await t.commit(...Array.from({ length: 250 }, (_, at) => ({ id: `m${at}`, text: `message number ${at}` })));
  const next = t.newIndexer();
  next.start();
  await next.idle();
  await next.stop();
  assert.equal((await remembered()).length, 250);
  assert.equal((await codedIds(t.database)).length, 250);
});

/** Another engine: the lexical vectors upside down, so that comparing across engines would show. */
function createOther(): Embedder & { texts: number } {
  const lexical = createLexicalEmbedder();
  const other: Embedder & { texts: number } = {
    ...lexical,
    id: 'other:1',
    texts: 0,
    async embed(texts, kind) {
      if (kind === 'passage') other.texts += texts.length;
      return (await lexical.embed(texts, kind)).map((vector) => vector.map((value) => -value));
    },
  };
  return other;
}

test('a change of the embedder embeds everything anew, once', async () => {
  await t.say(...Array.from({ length: 100 }, (_, at) => ({ id: `m${at}`, text: `message number ${at}` })));
  const other = createOther();
  t.embedder.change(other);
  await t.indexer.idle();
  const engines = await t.database.read('memory_partitions').pluck('embedder');
  assert.deepEqual(engines, ['other:1']);
  assert.equal((await codedIds(t.database)).length, 100);
  await t.indexer.idle();
  assert.equal(other.texts, 100);
  const [best] = await t.memory.recall('ann', 'number 42');
  assert.equal(best?.messageId, 'm42');
});

test('a new message goes before the backlog of another embedder', async () => {
  await t.say(...Array.from({ length: 200 }, (_, at) => ({ id: `m${at}`, text: `message number ${at}` })));
  const other = createOther();
  t.embedder.change(other);
  await t.say({ id: 'new', text: 'the newest one' });
  const [newest] = await t.database.read('memory_items').where({ message_id: 'new' }).pluck('id');
  assert.ok((await codedIds(t.database)).includes(newest));
  assert.equal(other.texts, 201);
});

test('an engine that fails is tried again, and messages are found by their words meanwhile', async () => {
  const lexical = createLexicalEmbedder();
  t.embedder.change({ ...lexical, embed: () => Promise.reject(new Error('gone')) });
  await t.commit({ id: 'm1', text: 'my frame is blue' });
  t.indexer.wake();
  while ((await remembered()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal((await t.memory.recall('ann', 'frames'))[0]?.messageId, 'm1');
  t.embedder.change(lexical);
  await t.indexer.idle();
  assert.equal((await t.database.read('memory_vectors')).length, 1);
});

test('a vector that was under way when its item was erased is not stored', async () => {
  const lexical = createLexicalEmbedder();
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  t.embedder.change({
    ...lexical,
    async embed(texts, kind) {
      asked.resolve();
      await go.promise;
      return lexical.embed(texts, kind);
    },
  });
  await t.commit({ id: 'm1', text: 'my secret' }, { id: 'm2', text: 'my frame is blue' });
  t.indexer.wake();
  await asked.promise;
  await t.memory.erase('ann', 'm1');
  go.resolve();
  await t.indexer.idle();
  assert.deepEqual(await remembered(), ['m2']);
  assert.equal((await t.database.read('memory_vectors')).length, 1);
  assert.equal((await codedIds(t.database)).length, 1);
});

test('stopping does not wait for an engine that hangs', async () => {
  const asked = Promise.withResolvers<void>();
  const hang = (): Promise<Float32Array[]> => {
    asked.resolve();
    return new Promise(() => {});
  };
  t.embedder.change({ ...createLexicalEmbedder(), embed: hang });
  await t.commit({ id: 'm1', text: 'my frame is blue' });
  t.indexer.wake();
  await asked.promise;
  await t.indexer.stop();
  assert.deepEqual(await remembered(), ['m1']);
});

test('the event loop stays free while a backlog is indexed', async () => {
  const text = 'The rear wheel of my bicycle is bent and the brakes squeal, could you repair it this week? ';
  const backlog = (name: string): Said[] =>
    Array.from({ length: 600 }, (_, at) => ({ id: `${name}${at}`, text: `${at} ${text.repeat(2)}` }));
  await t.say(...backlog('warm'));
  const p99 = await loopDelay(async (round) => {
    await t.commit(...backlog(`m${round}-`));
    await t.indexer.idle();
  });
  assert.ok(p99 <= 5, `p99 ${p99.toFixed(1)} ms`);
});
