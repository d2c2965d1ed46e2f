import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createTestDatabase, createTestFolder } from './test-database.ts';

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
