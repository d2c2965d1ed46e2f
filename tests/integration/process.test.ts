import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { afterwards } from '../helpers/afterwards.ts';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { eventually } from '../helpers/eventually.ts';
import { startModelServer } from '../helpers/model-server.ts';
import { spawnMain, spawnServer } from '../helpers/spawned-server.ts';
import { stored } from '../helpers/stored.ts';
import { TEST_ENV, temporaryDir } from '../helpers/test-app.ts';
import { startTelegram } from '../helpers/telegram.ts';
import { openVisitor } from '../helpers/test-visitor.ts';
import { writeTinyModel } from '../helpers/tiny-model.ts';

test('wrong settings stop the start with all of them listed, and no secret is shown', async () => {
  const secret = 'planted-secret-value';
  const child = spawnMain({
    PORT: 'eighty',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'example.com',
    TELEGRAM_BOT_TOKEN: secret,
    ADMIN_PASSWORD: secret.slice(0, 8),
    OPENAI_API_KEY: secret,
    MODEL_IDLE_TIMEOUT: '0',
    DATA_DIR: '/nonexistent',
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 1);
  for (const variable of [
    'PORT',
    'LOG_LEVEL',
    'PUBLIC_URL',
    'TELEGRAM_BOT_TOKEN',
    'ADMIN_PASSWORD',
    'MODEL_IDLE_TIMEOUT',
  ]) {
    assert.match(output, new RegExp(`^ *${variable}: found .+, expected .+`, 'm'));
  }
  assert.match(output, /"eighty"/);
  assert.doesNotMatch(output, new RegExp(secret.slice(0, 8)));
  assert.doesNotMatch(output, /^ +at /m, 'no stack');
});

test('a taken port stops the start with what to do', async (t) => {
  const server = await spawnServer(t);
  const child = spawnMain({
    HOST: '127.0.0.1',
    PORT: new URL(server.url).port,
    DATA_DIR: `${server.dataDir}/second`,
    EMBEDDING_MODEL: 'lexical',
  });
  let output = '';
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 1);
  assert.match(output, /PORT/);
});

test('SIGTERM in the middle of an answer: it ends in time, hands the lease back, and the next start answers', async (t) => {
  const model = await startModelServer(t);
  model.next({ text: 'word '.repeat(2000), delay: 20 });
  const server = await spawnServer(t, model.env);
  const visitor = await openVisitor(t, server.url);
  const question = await visitor.say('Tell me everything about your workshop, please.');
  await visitor.waitForState(({ streaming }) => (streaming?.text.length ?? 0) > 20);

  const { code, ms } = await server.terminate();
  assert.equal(code, 0);
  assert.ok(ms < 10_000, `${ms} ms`);
  const turns = stored<{ state: string; lease_owner: string | null }>(
    server.dataDir,
    'select state, lease_owner from turns',
  );
  assert.deepEqual(
    turns.map((turn) => ({ ...turn })),
    [{ state: 'queued', lease_owner: null }],
  );

  await server.start();
  const answer = await visitor.waitForMessage(({ seq, role }) => seq > question.seq && role === 'agent');
  assert.equal(answer.text, 'This is the answer of the model.');
  assert.equal((await visitor.log()).length, 3);
});

test('SIGTERM while Telegram is polled, a model speaks and an export is read: it ends in time, and the next start goes on with all of it', async (t) => {
  const model = await startModelServer(t);
  model.next({ text: 'word '.repeat(2000), delay: 20 });
  const { emulator, env } = await startTelegram(t);
  const server = await spawnServer(t, { ...model.env, ...env, ...OWNER_ENV });
  const visitor = await openVisitor(t, server.url);
  const owner = await openConsole(server.url);
  addLeads(server.dataDir, LEADS);
  const question = await visitor.say('Tell me everything about your workshop, please.');
  await visitor.waitForState(({ streaming }) => (streaming?.text.length ?? 0) > 20);
  const exported = await owner.ask('GET', '/api/leads/export?format=csv');
  const reader = exported.body!.getReader();
  assert.ok((await reader.read()).value!.length > 0);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  await eventually('Telegram is polled', () => emulator.calls('getUpdates').at(-1)?.status === 0);

  const terminated = server.terminate();
  olga.send('Are you open on Saturday?');
  const { code, ms } = await terminated;
  assert.equal(code, 0, server.output());
  assert.ok(ms < 10_000, `${ms} ms`);
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  }, 'a cut export must not look like a whole one');

  await server.start();
  const answer = await visitor.waitForMessage(({ seq, role }) => seq > question.seq && role === 'agent');
  assert.equal(answer.text, 'This is the answer of the model.');
  await olga.waitForMessage('This is the answer of the model.', 10_000);
  const rows = stored(server.dataDir, `select id from messages where text = 'Are you open on Saturday?'`);
  assert.equal(rows.length, 1);
  const again = await (await openConsole(server.url)).ask('GET', '/api/leads/export?format=csv');
  assert.equal((await again.text()).trim().split('\r\n').length, LEADS + 1);
});

/** More than fits into the buffers of a connection that nobody reads. */
const LEADS = 60_000;

function addLeads(dataDir: string, count: number): void {
  const database = new DatabaseSync(join(dataDir, 'agent-chat.sqlite'), { timeout: 5_000 });
  database.exec(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
     insert into leads (id, site_id, contact_id, conversation_id, status, channel, locale, name, need, created_at, updated_at)
     select 'lead-' || i, 'default', 'c', 'c', 'new', 'web', 'en', 'Person ' || i, '${'A tune-up of a city bike. '.repeat(8)}',
            '2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z' from n`,
  );
  database.close();
}

test('no language costs anything before it is spoken; then its own index is built, before the first question', async (t) => {
  const server = await spawnServer(t, { LOG_LEVEL: 'debug' });
  const indexed = () =>
    [...server.output().matchAll(/"locale":"([^"]+)"[^\n]*"knowledge indexed"/g)].map(([, tag]) => tag);
  await delay(3_000);
  assert.deepEqual(indexed(), []);
  await openVisitor(t, server.url, { locale: 'de' });
  await eventually('German is indexed', () => indexed().length > 0);
  assert.deepEqual(indexed(), ['de']);
});

test('the first start says where it is, how to get in and what would switch the rest on; later ones print no set-up link once there is an account', async (t) => {
  const server = await spawnServer(t);
  const report = server.output();
  assert.match(report, /Site +http:\/\/127\.0\.0\.1:\d+\//);
  assert.match(report, /Model +off.*OPENAI_API_KEY/);
  assert.match(report, /Telegram +off.*TELEGRAM_BOT_TOKEN/);
  assert.match(report, /Embeddings .*EMBEDDING_MODEL/);
  const token = new URLSearchParams(new URL(server.url + server.setupPath).hash.slice(1)).get('setup');
  const made = await fetch(`${server.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token, name: 'Anna', email: 'anna@velo.example', password: 'a long password' }),
  });
  assert.equal(made.status, 201);
  await server.terminate();
  await server.start();
  assert.equal(server.output().split('one-time link').length, 2);
  const page = await fetch(`${server.url}/`);
  assert.match(await page.text(), /<agent-chat>/);
});

for (const [how, program] of [
  ['built', undefined],
  ['from source, without a build,', 'backend/src/main.ts'],
] as const) {
  test(`the server ${how} finds the threads of the database and of the embedding model`, async (t) => {
    const dir = await temporaryDir(t);
    writeTinyModel(`${dir}/model`);
    const env = { ...TEST_ENV, DATA_DIR: `${dir}/data`, EMBEDDING_MODEL: 'tiny', EMBEDDING_PATH: `${dir}/model` };
    const child = spawnMain(env, program);
    afterwards(t, () => void child.kill('SIGKILL'));
    let output = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (piece: string) => (output += piece));
    const isUp = () => output.includes('agent-chat is ready') && output.includes('embedding: model loaded');
    await eventually('ready, with the model', isUp).catch(() => assert.fail(output));
  });
}
