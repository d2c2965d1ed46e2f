import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Database } from '../store/database.ts';
import { createTestDatabase } from '../store/test-database.ts';
import { silentLog } from '../telemetry/log.ts';
import { createMessageIndexer } from './message-indexer.ts';
import { conversationsSaying, hasUnindexed, indexMessages, wordsOf } from './message-search-store.ts';
import { replaceText } from './message-store.ts';

const NOW = '2026-11-21T00:00:00.000Z';

/** A conversation of its own for each text, `c1` for the first. */
async function say(database: Database, ...texts: string[]): Promise<void> {
  await database.write(async (trx) => {
    await trx('contacts').insert({ id: 'ann', site_id: 'x', locale: 'en', created_at: NOW }).onConflict('id').ignore();
    for (const text of texts) {
      const { count } = (await trx('messages').count({ count: '*' }).first()) as { count: number };
      const id = `c${count + 1}`;
      const times = { created_at: NOW, updated_at: NOW };
      await trx('conversations').insert({
        id,
        site_id: 'x',
        contact_id: 'ann',
        locale: 'en',
        last_channel: 'web',
        ...times,
      });
      const place = { id: `m${count + 1}`, conversation_id: id, seq: 1 };
      await trx('messages').insert({
        ...place,
        role: 'visitor',
        author_name: 'x',
        channel: 'web',
        text,
        created_at: NOW,
      });
    }
  });
}

async function indexAll(database: Database): Promise<void> {
  while (await database.write((trx) => indexMessages(trx, 2))) continue;
}

async function found(database: Database, search: string): Promise<string[]> {
  return (await conversationsSaying(database.read, wordsOf(search)).pluck('conversation_id')).sort();
}

const TEXTS = [
  'Сломалась ВИЛКА у Петра',
  'Пётр ждёт звонка: +7 (912) 345-67-89',
  'Is 50% off "ok"?',
  'my email is ann_b@velo.example',
];

async function assertFinds(database: Database): Promise<void> {
  assert.deepEqual(await found(database, 'вилк'), ['c1']);
  assert.deepEqual(await found(database, 'ломал петр'), ['c1']);
  assert.deepEqual(await found(database, 'ПЕТР'), ['c1', 'c2']);
  assert.deepEqual(await found(database, '912) 345'), ['c2']);
  assert.deepEqual(await found(database, '50%'), ['c3']);
  assert.deepEqual(await found(database, '"ok"'), ['c3']);
  assert.deepEqual(await found(database, 'ok'), ['c3']);
  assert.deepEqual(await found(database, 'n_b@VELO'), ['c4']);
  for (const nowhere of ['вилки', 'вилка звонка', 'a_b', 'NEAR(a b)', 'content : x*']) {
    assert.deepEqual(await found(database, nowhere), [], nowhere);
  }
}

test('parts of words and numbers are found in any case, all words in one message', async (t) => {
  const database = await createTestDatabase(t);
  await say(database, ...TEXTS);
  await indexAll(database);
  await assertFinds(database);
  assert.deepEqual(await found(database, '9123456789'), ['c2']);
  assert.deepEqual(await found(database, '912 345 67 89'), ['c2']);
});

test('what is not in the index yet is found too', async (t) => {
  const database = await createTestDatabase(t);
  await say(database, ...TEXTS.slice(0, 2));
  await indexAll(database);
  await say(database, ...TEXTS.slice(2));
  assert.ok(await hasUnindexed(database.read));
  await assertFinds(database);
});

test('a changed text is found by its new words only, and a deleted one leaves no trace', async (t) => {
  const database = await createTestDatabase(t);
  await say(database, 'zanzibar one', 'zanzibar two');
  await indexAll(database);
  await database.write((trx) => replaceText(trx, 'm1', { text: 'madagascar', blocks: [] }, NOW));
  assert.deepEqual(await found(database, 'zanzibar'), ['c2']);
  assert.deepEqual(await found(database, 'madagascar'), ['c1']);
  await database.write((trx) => trx('conversations').where({ id: 'c2' }).delete());
  assert.deepEqual(await found(database, 'zanzibar'), []);
  assert.deepEqual(await vocabulary(database, 'zan%'), []);
  assert.deepEqual(await vocabulary(database, 'mad%'), ['mad']);
});

async function vocabulary(database: Database, like: string): Promise<string[]> {
  return database.write(async (trx) => {
    await trx.raw(`create virtual table if not exists trigrams using fts5vocab('messages_search', 'row')`);
    return trx('trigrams').where('term', 'like', like).pluck('term');
  });
}

test('the indexer works off what was there before it started and what comes after', async (t: TestContext) => {
  const database = await createTestDatabase(t);
  await say(database, ...Array.from({ length: 250 }, (_, at) => `message ${at}`));
  const indexer = createMessageIndexer({ database, log: silentLog });
  indexer.start();
  t.after(() => indexer.stop());
  while (await hasUnindexed(database.read)) await new Promise((resolve) => setTimeout(resolve, 5));
  await say(database, 'a new one');
  indexer.wake();
  while (await hasUnindexed(database.read)) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(await found(database, 'new one'), ['c251']);
});
