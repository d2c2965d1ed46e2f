import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openDatabase } from './database.ts';
import { createTestDatabase, createTestFolder } from './test-database.ts';

const INSERT = `insert into contacts (id, site_id, locale, created_at) values (?, 'x', 'en', 'now')`;
const contact = (id: string) => ({ id, site_id: 'x', locale: 'en', created_at: 'now' });

test('what is committed is durable: WAL and synchronous FULL on the writer', async (t) => {
  const database = await createTestDatabase(t);
  const [mode, synchronous] = await database.write(async (trx) => [
    await trx.raw('pragma journal_mode'),
    await trx.raw('pragma synchronous'),
  ]);
  assert.deepEqual(mode, [{ journal_mode: 'wal' }]);
  assert.deepEqual(synchronous, [{ synchronous: 2 }]);
});

test('readers cannot write', async (t) => {
  const database = await createTestDatabase(t);
  await assert.rejects(database.read('contacts').insert(contact('a')), /readonly/);
});

test('a transaction that fails leaves nothing, and the next one works', async (t) => {
  const database = await createTestDatabase(t);
  await assert.rejects(
    database.write(async (trx) => {
      await trx('contacts').insert(contact('a'));
      throw new Error('stop');
    }),
    /stop/,
  );
  await database.write((trx) => trx('contacts').insert(contact('b')));
  assert.deepEqual(await database.read('contacts').pluck('id'), ['b']);
});

test('a batch answers the rows of each run of each step, and a step sees what the ones before it wrote', async (t) => {
  const database = await createTestDatabase(t);
  const answers = await database.writeBatch([
    { sql: INSERT, each: [['a'], ['b']] },
    { sql: 'select id from contacts where id = ?', each: [['b'], ['nobody']] },
  ]);
  assert.deepEqual(answers, [[], [[{ id: 'b' }], []]]);
  assert.deepEqual(await database.read('contacts').pluck('id'), ['a', 'b']);
});

test('a batch of which one step fails leaves nothing, and the next one works', async (t) => {
  const database = await createTestDatabase(t);
  const broken = [
    { sql: INSERT, each: [['a']] },
    { sql: 'insert into nowhere values (?)', each: [['a']] },
  ];
  await assert.rejects(database.writeBatch(broken), /nowhere/);
  await database.writeBatch([{ sql: INSERT, each: [['b']] }]);
  assert.deepEqual(await database.read('contacts').pluck('id'), ['b']);
});

test('statements that are asked for together are answered each for itself, and those of a later moment see what was written', async (t) => {
  const database = await createTestDatabase(t);
  const ids = () => database.rows({ sql: 'select id from contacts where site_id = ?', values: ['x'] });
  const one = database.rows({ sql: 'select ? as one', values: [1] });
  assert.deepEqual(await Promise.all([ids(), one]), [[], [{ one: 1 }]]);
  await database.writeBatch([{ sql: INSERT, each: [['a']] }]);
  assert.deepEqual(await ids(), [{ id: 'a' }]);
});

test('a statement that fails or would write leaves nothing, and the next one works', async (t) => {
  const database = await createTestDatabase(t);
  await assert.rejects(database.rows({ sql: 'select * from nowhere', values: [] }), /nowhere/);
  await assert.rejects(database.rows({ sql: INSERT, values: ['a'] }), /readonly/);
  assert.deepEqual(await database.rows({ sql: 'select id from contacts', values: [] }), []);
});

test('batches and transactions take turns', async (t) => {
  const database = await createTestDatabase(t);
  const counts = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      if (n % 2 === 0) return database.writeBatch([{ sql: INSERT, each: [[`batch${n}`]] }]).then(() => 1);
      return database.write(async (trx) => {
        const before = (await trx('contacts')).length;
        await trx('contacts').insert(contact(`transaction${n}`));
        return (await trx('contacts')).length - before;
      });
    }),
  );
  assert.deepEqual(new Set(counts), new Set([1]));
  assert.equal((await database.read('contacts')).length, 20);
});

test('under many writes the log beside the database file keeps its bound, and all is there after a restart', async (t) => {
  const { database, dir } = await createTestFolder(t);
  const filler = 'x'.repeat(50_000);
  for (let n = 0; n < 800; n += 1) {
    await database.writeBatch([
      {
        sql: `insert into contacts (id, site_id, name, locale, created_at) values (?, 'x', ?, 'en', 'now')`,
        each: [[`${n}`, filler]],
      },
    ]);
  }
  const { size } = await stat(join(dir, 'agent-chat.sqlite-wal'));
  assert.ok(size < 24_000_000, `${size} bytes for 40 MB of writes`);
  const again = await openDatabase({ dir });
  t.after(() => again.close());
  assert.equal((await again.read('contacts')).length, 800);
});

test('a fault of a statement does not carry the values', async (t) => {
  const database = await createTestDatabase(t);
  await database.write((trx) => trx('contacts').insert({ ...contact('a'), name: 'planted words' }));
  await assert.rejects(
    database.write((trx) => trx('contacts').insert({ ...contact('a'), name: 'planted words' })),
    (error: Error) => !error.message.includes('planted'),
  );
});

test('another process that writes at the same time is waited for', async (t) => {
  const { database, dir } = await createTestFolder(t);
  const script = `
    import { openDatabase } from ${JSON.stringify(import.meta.resolve('./database.ts'))};
    const database = await openDatabase({ dir: process.argv[1] });
    for (let n = 0; n < 50; n += 1) await database.write((trx) => trx('contacts').insert({ id: 'other' + n, site_id: 'x', locale: 'en', created_at: 'now' }));
    await database.close();`;
  const own = async (): Promise<void> => {
    for (let n = 0; n < 50; n += 1) {
      await database.write(async (trx) => {
        await trx('contacts').count();
        await trx('contacts').insert(contact(`own${n}`));
      });
    }
  };
  await Promise.all([own(), promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, dir])]);
  assert.equal((await database.read('contacts').pluck('id')).length, 100);
});
