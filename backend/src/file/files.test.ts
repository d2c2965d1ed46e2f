import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openHouse, type House } from '../../../tests/helpers/http-house.ts';
import { PNG } from '../../../tests/helpers/sample-files.ts';
import { createId } from '../id.ts';
import { silentLog } from '../telemetry/log.ts';
import { createFileBytes } from './file-bytes.ts';
import { createFileSweeper } from './sweep.ts';

const RULES = { maxMegabytes: 1, types: ['images' as const] };
const TWO_HOURS_AGO = new Date(Date.now() - 2 * 60 * 60_000);

async function keepPicture({ files }: House, contactId: string, changes: { externalId?: string } = {}) {
  const path = join(files.incoming, createId());
  await writeFile(path, PNG);
  return files.keep({ path, name: 'a.png', contactId, uploader: 'visitor', rules: RULES, ...changes });
}

async function houseWithPicture(t: TestContext) {
  const house = await openHouse(t);
  const visitor = await house.visitor('hello');
  const file = await keepPicture(house, visitor.contactId);
  return { house, visitor, file, path: house.files.pathOf(file.id) };
}

test('an upload that no message took is removed after an hour, with its bytes', async (t) => {
  const { house, file, path } = await houseWithPicture(t);
  await house.files.sweep();
  assert.ok(existsSync(path), 'not before');
  await house.database.write((trx) => trx('files').update({ created_at: TWO_HOURS_AGO.toISOString() }));
  await house.files.sweep();
  assert.ok(!existsSync(path));
  assert.equal(await house.files.open(file.id, file.url.split('/')[3]!), undefined);
});

test('a file that a message took stays, until its contact is deleted', async (t) => {
  const { house, visitor, file, path } = await houseWithPicture(t);
  const { conversationId, contactId } = visitor;
  const said = { conversationId, channel: 'web', authorName: '', text: '', clientId: 'with-a-file', files: [file.id] };
  await house.conversations.receive(said);
  await house.database.write((trx) => trx('files').update({ created_at: TWO_HOURS_AGO.toISOString() }));
  await house.files.sweep();
  assert.ok(existsSync(path));
  await house.database.write((trx) => trx('contacts').where({ id: contactId }).delete());
  await house.files.sweep();
  assert.ok(!existsSync(path));
  assert.equal((await house.database.read('file_removals')).length, 0);
});

test('bytes that nobody knows any more are removed at the start, young ones later', async (t) => {
  const house = await openHouse(t);
  const visitor = await house.visitor('hello');
  const known = await keepPicture(house, visitor.contactId);
  const [old, young] = [createId(), createId()];
  for (const id of [old, young]) {
    await mkdir(dirname(house.files.pathOf(id)), { recursive: true });
    await writeFile(house.files.pathOf(id), PNG);
  }
  for (const id of [old, known.id]) await utimes(house.files.pathOf(id), TWO_HOURS_AGO, TWO_HOURS_AGO);
  const bytes = createFileBytes(dirname(house.files.incoming));
  const sweeper = createFileSweeper({ database: house.database, bytes, log: silentLog });
  await sweeper.start();
  await sweeper.stop();
  const exists = [old, young, known.id].map((id) => existsSync(house.files.pathOf(id)));
  assert.deepEqual(exists, [false, true, true]);
});

test('a visitor may keep thirty files waiting, and no more', async (t) => {
  const { house, visitor } = await houseWithPicture(t);
  for (let count = 1; count < 30; count++) await keepPicture(house, visitor.contactId);
  await assert.rejects(keepPicture(house, visitor.contactId), { code: 'RATE_LIMITED' });
});

test('what came from a channel before is known again', async (t) => {
  const { house, visitor } = await houseWithPicture(t);
  const { id } = await keepPicture(house, visitor.contactId, { externalId: 'telegram 7:1' });
  assert.deepEqual(await house.files.findExternal('telegram 7:1'), { id, isTaken: false });
  assert.equal(await house.files.findExternal('telegram 7:2'), undefined);
  await assert.rejects(keepPicture(house, visitor.contactId, { externalId: 'telegram 7:1' }));
});
