import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openDatabase, type Database } from '../store/database.ts';
import { silentLog } from '../telemetry/log.ts';
import { createAccess, SESSION_LIFE, type Access } from './access.ts';

const owner = { email: 'Owner@Velo.example', password: 'a long password' };
const DAY = 24 * 60 * 60 * 1000;

interface Fixture {
  access: Access;
  database: Database;
  clock: { now: number };
  restart(admin?: { email?: string; password?: string }): Access;
}

async function fixture(t: TestContext, admin: { email?: string; password?: string } = {}): Promise<Fixture> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-access-'));
  const database = await openDatabase({ dir });
  t.after(async () => {
    await database.close();
    await rm(dir, { recursive: true });
  });
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const restart = (settings: { email?: string; password?: string } = {}) =>
    createAccess({ database, log: silentLog, admin: settings, now: () => clock.now });
  return { access: restart(admin), database, clock, restart };
}

async function setUp(access: Access): Promise<string> {
  return (await access.setUp(tokenOf(await access.setupUrlPath()), owner)).token;
}

function tokenOf(path: string | undefined): string {
  assert.match(path ?? '', /^\/admin#setup=[\w-]{43}$/);
  return path!.split('=')[1]!;
}

test('the set-up link makes the first account once and opens a session', async (t) => {
  const { access } = await fixture(t);
  const token = tokenOf(await access.setupUrlPath());
  const opened = await access.setUp(token, owner);
  assert.equal(opened.account.email, 'owner@velo.example');
  assert.equal((await access.session(opened.token))?.id, opened.account.id);
  await assert.rejects(access.setUp(token, owner), { code: 'FORBIDDEN' });
  assert.equal(await access.setupUrlPath(), undefined);
});

test('of two set-ups at the same moment one succeeds', async (t) => {
  const { access } = await fixture(t);
  const token = tokenOf(await access.setupUrlPath());
  const results = await Promise.allSettled([
    access.setUp(token, owner),
    access.setUp(token, { ...owner, email: 'other@velo.example' }),
  ]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('a restart voids the set-up link printed before', async (t) => {
  const { access, restart } = await fixture(t);
  const first = tokenOf(await access.setupUrlPath());
  const second = tokenOf(await restart().setupUrlPath());
  await assert.rejects(access.setUp(first, owner), { code: 'FORBIDDEN' });
  await access.setUp(second, owner);
});

test('a short password is refused and the set-up link still works', async (t) => {
  const { access } = await fixture(t);
  const token = tokenOf(await access.setupUrlPath());
  await assert.rejects(access.setUp(token, { ...owner, password: 'short' }), { code: 'BAD_REQUEST' });
  await access.setUp(token, owner);
});

test('neither tokens nor passwords are stored in the clear', async (t) => {
  const { access, database } = await fixture(t);
  const link = tokenOf(await access.setupUrlPath());
  const stored = JSON.stringify(await database.read('setup_links'));
  assert.ok(stored.length > 2 && !stored.includes(link));
  const { token } = await access.setUp(link, owner);
  const rows = JSON.stringify([await database.read('accounts'), await database.read('account_sessions')]);
  assert.ok(!rows.includes(token) && !rows.includes(owner.password));
});

test('ADMIN_EMAIL and ADMIN_PASSWORD make the account and no set-up link', async (t) => {
  const { access, restart } = await fixture(t, owner);
  assert.equal(await access.setupUrlPath(), undefined);
  const again = restart({ ...owner, password: 'another password' });
  assert.equal(await again.setupUrlPath(), undefined);
  await again.login('owner@velo.example', owner.password, '127.0.0.1');
});

test('an unknown mail and a wrong password get the same answer', async (t) => {
  const { access } = await fixture(t, owner);
  const wrong = await access.login(owner.email, 'wrong password', 'a').catch((error: unknown) => error);
  const unknown = await access.login('nobody@velo.example', 'wrong password', 'a').catch((error: unknown) => error);
  assert.ok(wrong instanceof Error && unknown instanceof Error);
  assert.deepEqual({ ...wrong, message: wrong.message }, { ...unknown, message: unknown.message });
  assert.equal((wrong as { code?: string }).code, 'UNAUTHORIZED');
});

test('the eleventh try in 15 minutes is refused, even with the right password, and only from that address', async (t) => {
  const { access, clock } = await fixture(t, owner);
  for (let count = 0; count < 10; count++) {
    await assert.rejects(access.login(owner.email, 'wrong password', 'attacker'), { code: 'UNAUTHORIZED' });
  }
  await assert.rejects(access.login(owner.email, owner.password, 'attacker'), {
    code: 'RATE_LIMITED',
    retryAfter: 900,
  });
  await access.login(owner.email, owner.password, 'home');
  clock.now += 15 * 60 * 1000;
  await access.login(owner.email, owner.password, 'attacker');
});

test('a session ends 14 days after it was used last', async (t) => {
  const { access, clock } = await fixture(t);
  const token = await setUp(access);
  clock.now += 10 * DAY;
  assert.ok(await access.session(token));
  clock.now += 10 * DAY;
  assert.ok(await access.session(token));
  clock.now += SESSION_LIFE;
  assert.equal(await access.session(token), undefined);
});

test('a logged-out session is void', async (t) => {
  const { access } = await fixture(t);
  const token = await setUp(access);
  await access.logout(token);
  assert.equal(await access.session(token), undefined);
  assert.equal(await access.session('made up'), undefined);
});
