import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { writeTinyModel } from '../../../tests/helpers/tiny-model.ts';
import { loadTransformer } from '../embedding/transformer-embedder.ts';
import { plansOf } from '../store/test-plans.ts';
import { readNewestMessages } from './memory-store.ts';
import { rankTexts } from './memory-text-index.ts';
import { recallItems } from './recall-store.ts';
import { codedIds, openTestMemory, type Said, type TestMemory } from './test-memory.ts';

let t: TestMemory;
beforeEach(async () => {
  t = await openTestMemory();
});
afterEach(() => t.close());

const recalled = async (contact: string, query: string, options = {}): Promise<string[]> =>
  (await t.memory.recall(contact, query, options)).map(({ messageId }) => messageId);

test('recalls a Russian text by another form of its word', async () => {
  await t.say(
    { id: 'm1', text: 'У меня сломалась вилка на красном велосипеде', locale: 'ru' },
    { id: 'm2', text: 'Добрый день, вы сегодня работаете?', locale: 'ru' },
    { id: 'm3', text: 'Я живу в Порт-Линдене', locale: 'ru' },
  );
  const [best] = await t.memory.recall('ann', 'какие велосипеды у меня есть', { locale: 'ru' });
  assert.equal(best?.messageId, 'm1');
  assert.equal(best?.text, 'У меня сломалась вилка на красном велосипеде');
  assert.equal(best?.channel, 'web');
});

test('recalls by other forms in every language that is spoken, however it is typed', async () => {
  const said = [
    ['de', 'Mein Fahrrad hat hydraulische Bremsen', 'welche bremse hat mein rad'],
    ['es', 'La batería de mi bicicleta eléctrica está rota', 'baterias'],
    ['fr', 'J’ai crevé le pneu arrière', 'crevaison'],
    ['pt-BR', 'Meu orçamento é de duzentos euros', 'orcamentos'],
    ['uk', 'У мене тріснуло переднє колесо', 'колеса'],
    ['zh', '我的电动自行车的电池坏了', '电池'],
    ['ar', 'بطارية دراجتي لا تشحن', 'البطاريات'],
  ] as const;
  await t.say(...said.map(([locale, text]) => ({ id: locale, text, locale })));
  for (const [locale, , query] of said) assert.equal((await recalled('ann', query, { locale }))[0], locale, query);
});

test('recalls by a part of a word and in spite of a typing error', async () => {
  await t.say(
    { id: 'm1', text: 'I have a Bianchi Oltre with carbon wheels' },
    { id: 'm2', text: 'Do you open on Sunday?' },
  );
  assert.equal((await recalled('ann', 'my biancchi'))[0], 'm1');
});

test('recalls by near meaning with the transformer, where no word is shared', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tiny-'));
  writeTinyModel(join(dir, 'tiny'));
  await t.close();
  t = await openTestMemory(await loadTransformer({ model: 'tiny', path: dir, cacheDir: dir }));
  await t.say(
    { id: 'm1', text: 'my kitten' },
    { id: 'm2', text: 'how much does delivery cost' },
    { id: 'm3', text: 'the colour of my wheel' },
  );
  assert.equal((await recalled('ann', 'price shipping'))[0], 'm2');
  rmSync(dir, { recursive: true });
});

test('what was said on every channel and in every conversation of the contact is recalled', async () => {
  await t.say(
    { id: 'm1', text: 'my frame number is 4711', channel: 'web', conversation: 'ann-1' },
    { id: 'm2', text: 'the frame is blue', channel: 'telegram', conversation: 'ann-2' },
    { id: 'm3', text: 'the frame is from 2019', channel: 'telegram', conversation: 'ann-2' },
  );
  assert.deepEqual((await recalled('ann', 'frame')).sort(), ['m1', 'm2', 'm3']);
});

test('another contact is never recalled, whatever his id looks like', async () => {
  const contacts = ['ann', 'ann-1', 'bob', 'ann OR bob', 'a"b', 'ANN'];
  const said: Said[] = contacts.map((contact, at) => ({
    id: `m${at}`,
    text: 'my secret frame number',
    contact,
    conversation: `c${at}`,
  }));
  await t.say(...said);
  for (const [at, contact] of contacts.entries()) assert.deepEqual(await recalled(contact, 'secret frame'), [`m${at}`]);
  assert.deepEqual(await recalled('nobody', 'secret frame'), []);
});

test('a query of any characters is only a query', async () => {
  await t.say({ id: 'm1', text: 'the frame is blue' });
  for (const query of ['"', 'frame" OR owner : *', 'NEAR(', '* - ^', '', '\u0000', 'а и', '🚲', '?'.repeat(50)]) {
    await t.memory.recall('ann', query);
  }
});

test('what the caller has before him is left out', async () => {
  await t.say({ id: 'm1', text: 'blue frame' }, { id: 'm2', text: 'green frame' }, { id: 'm3', text: 'red frame' });
  assert.deepEqual((await recalled('ann', 'frame', { excludeMessageIds: ['m2'] })).sort(), ['m1', 'm3']);
  assert.deepEqual((await recalled('ann', 'frame', { excludeAfterPosition: 2 })).sort(), ['m1', 'm2']);
  assert.equal((await recalled('ann', 'frame', { limit: 1 })).length, 1);
});

test('when the embedder fails, words alone decide', async () => {
  await t.say({ id: 'm1', text: 'the frame is blue' });
  t.embedder.change({ ...t.embedder.current(), id: 'broken:1', embed: () => Promise.reject(new Error('gone')) });
  assert.deepEqual(await recalled('ann', 'frames'), ['m1']);
});

test('the recent window holds the newest messages that fit, oldest first', async () => {
  await t.say(...[1, 2, 3, 4].map((at) => ({ id: `m${at}`, text: 'x'.repeat(40) })));
  await t.commit({ id: 's1', text: 'linked to Telegram', role: 'system' });
  const ids = async (maxTokens: number): Promise<string[]> =>
    (await t.memory.recent('ann-1', { maxTokens })).map(({ messageId }) => messageId);
  assert.deepEqual(await ids(1000), ['m1', 'm2', 'm3', 'm4']);
  assert.deepEqual(await ids(28), ['m3', 'm4']);
  assert.deepEqual(await ids(1), ['m4']);
});

test('the contact reads what is remembered of him, newest first', async () => {
  await t.say(
    { id: 'm1', text: 'my frame is blue' },
    { id: 'm2', text: 'ok' },
    { id: 'm3', text: 'and my wheel is bent' },
    { id: 'b1', text: 'I am Bob', contact: 'bob' },
  );
  const { items, total } = await t.memory.read('ann', { limit: 1 });
  assert.equal(total, 2);
  assert.deepEqual(
    items.map(({ id, text }) => [id, text]),
    [['m3', 'and my wheel is bent']],
  );
});

test('an erased item is in no table of memory and never comes back', async () => {
  await t.say({ id: 'm1', text: 'my zanzibar secret' }, { id: 'm2', text: 'my frame is blue' });
  assert.equal(await t.memory.erase('ann', 'm1'), 1);
  await t.database.write((trx) => trx('memory_cursor').update({ position: 0 }));
  await t.indexer.idle();
  assert.deepEqual(await recalled('ann', 'zanzibar secret'), []);
  assert.equal((await t.memory.read('ann', { limit: 10 })).total, 1);
  for (const [table, rows] of await everything(t)) assert.ok(!/zanzibar/i.test(rows), `${table} still holds the word`);
  assert.deepEqual(
    (await t.memory.recent('ann-1', { maxTokens: 1000 })).map(({ messageId }) => messageId),
    ['m2'],
  );
});

test('everything of a contact is erased, also what was not indexed yet, and what comes later is remembered', async () => {
  await t.say({ id: 'm1', text: 'my zanzibar secret' }, { id: 'b1', text: 'the zebra of Bob', contact: 'bob' });
  await t.indexer.stop();
  await t.commit({ id: 'm2', text: 'zanzibar again' });
  assert.equal(await t.memory.erase('ann'), 1);
  const indexer = t.newIndexer();
  indexer.start();
  await t.commit({ id: 'm3', text: 'a new frame' });
  await indexer.idle();
  await indexer.stop();
  assert.deepEqual(
    (await t.memory.read('ann', { limit: 10 })).items.map(({ id }) => id),
    ['m3'],
  );
  for (const [table, rows] of await everything(t)) assert.ok(!/zanzibar/i.test(rows), `${table} still holds the word`);
  for (const table of ['memory_items', 'memory_text', 'memory_vectors'])
    assert.equal((await t.database.read(table)).length, 2);
  assert.equal((await codedIds(t.database)).length, 2);
});

test('an answer that comes after its question was erased stays out of the recent window, as do earlier answers to it', async () => {
  await t.commit({ id: 'm1', text: 'my name is Zoe' }, { id: 'a1', text: 'Hello Zoe', role: 'agent' });
  await t.say({ id: 'm2', text: 'my zanzibar secret' });
  await t.memory.erase('ann', 'm2');
  await t.commit({ id: 'a2', text: 'Zanzibar, I see', role: 'agent' });
  const ids = async (): Promise<string[]> =>
    (await t.memory.recent('ann-1', { maxTokens: 1000 })).map(({ messageId }) => messageId);
  assert.deepEqual(await ids(), ['m1', 'a1']);
  await t.memory.erase('ann');
  await t.commit({ id: 'a3', text: 'Zanzibar again', role: 'agent' }, { id: 'm3', text: 'and now a bicycle' });
  await t.commit({ id: 'a4', text: 'Which one?', role: 'agent' });
  assert.deepEqual(await ids(), ['m3', 'a4']);
});

test('a contact cannot erase what belongs to another', async () => {
  await t.say({ id: 'b1', text: 'the zebra of Bob', contact: 'bob' });
  assert.equal(await t.memory.erase('ann', 'b1'), 0);
  assert.deepEqual(await recalled('bob', 'zebra'), ['b1']);
});

test('what was found is read by its ids, not by going through all that the contact said', async (context) => {
  const rankings = [rankTexts({ contactId: 'ann', text: 'frame' }, 5)!];
  const recall = { contactId: 'ann', rankings, limit: 5, excludeMessageIds: [], lastPosition: 9 };
  const plan = await plansOf(context, (_read, database) => recallItems(database, recall));
  assert.match(plan, /SEARCH i USING INTEGER PRIMARY KEY/);
});

test('the recent window is read by the index of its conversation', async (context) => {
  const plan = await plansOf(context, (_read, database) => readNewestMessages(database, 'ann-1', 100));
  assert.match(plan, /SEARCH m USING INDEX \S+ \(conversation_id=\?\)/);
  assert.doesNotMatch(plan, /TEMP B-TREE/);
});

/** Every row of every table that memory keeps, the full-text index's own vocabulary included. */
async function everything({ database }: TestMemory): Promise<[string, string][]> {
  const tables: string[] = await database
    .read('sqlite_master')
    .where('name', 'like', 'memory%')
    .where({ type: 'table' })
    .pluck('name');
  await database.write((trx) =>
    trx.raw(`create virtual table if not exists words using fts5vocab('memory_text', 'row')`),
  );
  const dump = async (table: string): Promise<[string, string]> => {
    const rows = await database.read(table);
    return [
      table,
      rows
        .map((row: object) =>
          Object.values(row)
            .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
            .join(' '),
        )
        .join('\n'),
    ];
  };
  return Promise.all([...tables, 'words'].map(dump));
}
