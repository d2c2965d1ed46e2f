import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../helpers/eventually.ts';
import { startModelServer } from '../helpers/model-server.ts';
import { stored } from '../helpers/stored.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

const SAID = 'My daughter Wilhelmina rides a green Brompton';

test('a visitor sees what is remembered, erases one thing, then everything, and nothing of it is left in an index', async (t) => {
  const { url, dataDir } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  await visitor.ask(SAID);
  await visitor.ask('She needs new brakes before the holidays');
  const texts = async () => (await visitor.chat.readMemory()).items.map(({ text }) => text);
  await eventually(
    'both are remembered',
    async () => (await texts()).filter((text) => /Wilhelmina|brakes/.test(text)).length >= 2,
  );
  const { items } = await visitor.chat.readMemory();
  assert.equal(await visitor.chat.eraseMemory(items.find(({ text }) => text === SAID)!.id), 1);
  assert.ok(!(await texts()).includes(SAID));

  assert.ok((await visitor.chat.eraseMemory()) > 0);
  await pause(500);
  assert.deepEqual(await texts(), [], 'what was said before is not indexed afterwards either');
  const tables = stored<{ name: string }>(
    dataDir,
    `select name from sqlite_master where type = 'table' and name like 'memory%' and sql not like '%vec0%'`,
  );
  for (const { name } of tables.filter((table) => /^memory(_items|_texts|ies)?$/.test(table.name))) {
    assert.doesNotMatch(JSON.stringify(stored(dataDir, `select * from ${name}`)), /Wilhelmina/, name);
  }
});

test('the model is told what was said long ago, and nothing after it was erased', async (t) => {
  const model = await startModelServer(t);
  const { url } = await startTestApp(t, { env: { ...model.env, MEMORY_RECENT_TOKENS: '100' } });
  const visitor = await openVisitor(t, url);
  await visitor.ask(SAID);
  model.otherwise = { text: 'A rather long answer about something else entirely. '.repeat(12) };
  for (let count = 0; count < 3; count++) await visitor.ask(`Something else, number ${count}`);
  const system = () => model.requests.at(-1)!.messages[0]!.content;
  await eventually('it is recalled', async () => {
    await visitor.ask('Which colour was the Brompton of Wilhelmina?');
    return system().includes('rides a green');
  });
  await visitor.chat.eraseMemory();
  await visitor.ask('Which colour was the Brompton of Wilhelmina?');
  assert.doesNotMatch(system(), /rides a green/);
});

test('nobody reads or erases the memory of somebody else', async (t) => {
  const { url } = await startTestApp(t);
  const [one, other] = [await openVisitor(t, url), await openVisitor(t, url)];
  await one.ask(SAID);
  const said = async (visitor: TestVisitor) =>
    (await visitor.chat.readMemory()).items.find(({ text }) => text === SAID);
  const item = await eventually('it is remembered', () => said(one));
  assert.equal(await said(other), undefined);
  assert.equal(await other.chat.eraseMemory(item.id), 0);
  assert.ok(await said(one));
});
