import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { startHttp } from '../../../tests/helpers/http-client.ts';
import { owner } from '../../../tests/helpers/http-house.ts';

test('logging in sets a cookie that scripts cannot read and logging out ends it', async (t) => {
  const { ask, login } = await startHttp(t);
  const response = await ask('POST', '/api/session', owner);
  assert.match(response.headers.get('set-cookie')!, /; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax$/);
  await login();
  assert.equal((await (await ask('GET', '/api/session')).json()).account.email, owner.email);
  assert.equal((await ask('DELETE', '/api/session')).status, 204);
  assert.deepEqual(await (await ask('GET', '/api/session')).json(), { account: null });
});

test('behind an https address the cookie is Secure', async (t) => {
  const { ask } = await startHttp(t, { publicUrl: 'https://velo.example' });
  assert.match((await ask('POST', '/api/session', owner)).headers.get('set-cookie')!, /; Secure$/);
});

test('the tenth wrong password from one address is followed by 429 with Retry-After', async (t) => {
  const { ask } = await startHttp(t);
  for (let count = 0; count < 10; count++) {
    assert.equal((await ask('POST', '/api/session', { ...owner, password: 'wrong' })).status, 401);
  }
  const refused = await ask('POST', '/api/session', owner);
  assert.equal(refused.status, 429);
  assert.equal((await refused.json()).error.code, 'RATE_LIMITED');
  assert.ok(Number(refused.headers.get('retry-after')) > 800);
});

test('a change that comes from a page of another origin is refused', async (t) => {
  const { ask, url } = await startHttp(t);
  const foreign = await ask('POST', '/api/session', owner, { origin: 'https://evil.example' });
  assert.equal(foreign.status, 403);
  assert.equal((await foreign.json()).error.code, 'ORIGIN_FORBIDDEN');
  assert.equal((await ask('POST', '/api/session', owner, { origin: 'null' })).status, 403);
  assert.equal((await ask('POST', '/api/session', owner, { origin: url })).status, 200);
});

test('a body that a foreign form could send is refused', async (t) => {
  const { url } = await startHttp(t);
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(owner),
  });
  assert.equal(response.status, 400);
});

test('broken JSON and too large bodies are answered with a structured error', async (t) => {
  const { url, ask } = await startHttp(t);
  const headers = { 'content-type': 'application/json' };
  const broken = await fetch(`${url}/api/session`, { method: 'POST', headers, body: '{"email":' });
  assert.equal(broken.status, 400);
  assert.equal((await broken.json()).error.code, 'BAD_REQUEST');
  const large = await ask('POST', '/api/session', { email: 'a'.repeat(120_000), password: '' });
  assert.equal(large.status, 413);
  assert.equal((await large.json()).error.code, 'TOO_LARGE');
});

test('nobody without a session reaches what belongs to accounts', async (t) => {
  const { ask } = await startHttp(t);
  const paths = [
    '/api/leads',
    '/api/leads/export?format=csv',
    '/api/leads/x',
    '/api/conversations',
    '/api/conversations/x/messages',
  ];
  for (const path of paths) {
    const response = await ask('GET', path);
    assert.equal(response.status, 401, path);
    assert.equal((await response.json()).error.code, 'UNAUTHORIZED');
  }
  assert.equal((await ask('POST', '/api/conversations/x/messages', { text: 'hi' })).status, 401);
  assert.equal((await ask('PATCH', '/api/leads/x', { status: 'done' })).status, 401);
});

test('an address in other letters leads around no guard', async (t) => {
  const { ask } = await startHttp(t);
  for (const path of [
    '/API/leads',
    '/api/Leads',
    '/Api/leads/export?format=csv',
    '/api/CONVERSATIONS',
    '/api//leads',
    '/api/leads/',
    '/api/leads%2f',
  ]) {
    const response = await ask('GET', path);
    assert.ok([401, 404].includes(response.status), `${path}: ${response.status}`);
  }
});

test('every answer carries a strict content security policy', async (t) => {
  const { ask } = await startHttp(t);
  const policy = (await ask('GET', '/healthz')).headers.get('content-security-policy')!;
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /style-src 'self';/);
  assert.doesNotMatch(policy, /unsafe|upgrade-insecure/);
});

test('an unknown address is answered with a structured 404', async (t) => {
  const response = await (await startHttp(t)).ask('GET', '/api/nothing');
  assert.equal(response.status, 404);
  assert.equal((await response.json()).error.code, 'NOT_FOUND');
});

test('readiness names each dependency and tells which one failed', async (t) => {
  let isUp = false;
  const check = () => {
    if (!isUp) throw new Error('away');
  };
  const { ask } = await startHttp(t, { health: { database: () => {}, telegram: check } });
  const failing = await ask('GET', '/readyz');
  assert.equal(failing.status, 503);
  assert.deepEqual(await failing.json(), { status: 'not-ready', checks: { database: 'ok', telegram: 'failed' } });
  isUp = true;
  assert.equal((await ask('GET', '/readyz')).status, 200);
  assert.equal((await ask('GET', '/healthz')).status, 200);
});

test('the set-up link makes the first account once and logs it in', async (t) => {
  const { ask, house } = await startHttp(t, {}, {});
  const token = (await house.access.setupUrlPath())!.split('=')[1];
  assert.equal((await ask('POST', '/api/setup', { token: 'x'.repeat(43), ...owner })).status, 403);
  const made = await ask('POST', '/api/setup', { token, ...owner, name: 'Anna K.' });
  assert.equal(made.status, 201);
  const cookie = made.headers.getSetCookie()[0]!.split(';')[0]!;
  const { account } = await (await ask('GET', '/api/session', undefined, { cookie })).json();
  assert.deepEqual([account.email, account.name], [owner.email, 'Anna K.']);
  assert.equal((await ask('POST', '/api/setup', { token, ...owner })).status, 403);
});

test('a path cannot climb out of a folder', async (t) => {
  const { url } = await startHttp(t, { staticDirs: { widget: 'none', site: 'locales', admin: 'locales' } });
  const status = await new Promise((resolve) =>
    request(`${url}`, { path: '/..%2fpackage.json' }, (response) => resolve(response.resume().statusCode)).end(),
  );
  assert.equal(status, 404);
});

test('public words are read by any origin and revalidated, inner ones stay inside', async (t) => {
  const { ask } = await startHttp(t);
  const first = await ask('GET', '/locales/ru/widget.json');
  assert.equal(first.headers.get('access-control-allow-origin'), '*');
  assert.equal(first.headers.get('cache-control'), 'no-cache');
  assert.equal((await first.json()).launcher.open, 'Открыть чат');
  const again = await ask('GET', '/locales/ru/widget.json', undefined, {
    'if-none-match': first.headers.get('etag')!,
    'cache-control': 'max-age=0',
  });
  assert.equal(again.status, 304);
  assert.equal((await ask('GET', '/locales/en/agent.json')).status, 404);
});
