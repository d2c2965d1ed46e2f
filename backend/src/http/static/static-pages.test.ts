import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { startHttp } from '../../../../tests/helpers/http-client.ts';

const SCRIPT = 'console.log("hello");\n'.repeat(50);

async function built(t: TestContext): Promise<{ widget: string; site: string; admin: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-static-'));
  t.after(() => rm(dir, { recursive: true }));
  const files = {
    'widget/agent-chat.js': SCRIPT,
    'widget/agent-chat-1.0.0-0a1b2c3d.js': SCRIPT,
    'widget/chunks/chat-Ab3_x-9Q.js': SCRIPT,
    'site/index.html': '<h1>site</h1>',
    'site/ru/index.html': '<h1>сайт</h1>',
    'site/ru/services.html': '<h1>услуги</h1>',
    'admin/index.html': '<h1>console</h1>',
    'admin/assets/index-Ab3_x-9Q.js': SCRIPT,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  return { widget: join(dir, 'widget'), site: join(dir, 'site'), admin: join(dir, 'admin') };
}

test('the embed script is compressed, open to any origin and revalidated', async (t) => {
  const { ask } = await startHttp(t, { staticDirs: await built(t) });
  const first = await ask('GET', '/agent-chat.js', undefined, { 'accept-encoding': 'br' });
  assert.equal(first.headers.get('content-encoding'), 'br');
  assert.equal(first.headers.get('access-control-allow-origin'), '*');
  assert.equal(first.headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.equal(first.headers.get('cache-control'), 'no-cache');
  assert.match(first.headers.get('content-type')!, /javascript/);
  assert.equal(await first.text(), SCRIPT);
  const again = await ask('GET', '/agent-chat.js', undefined, {
    'if-none-match': first.headers.get('etag')!,
    'cache-control': 'max-age=0',
  });
  assert.equal(again.status, 304);
});

test('what is named by its hash is kept for ever', async (t) => {
  const { ask } = await startHttp(t, { staticDirs: await built(t) });
  for (const path of ['/agent-chat-1.0.0-0a1b2c3d.js', '/chunks/chat-Ab3_x-9Q.js', '/admin/assets/index-Ab3_x-9Q.js']) {
    assert.equal((await ask('GET', path)).headers.get('cache-control'), 'public, max-age=31536000, immutable');
  }
});

test('who takes no compression gets the plain file', async (t) => {
  const { ask } = await startHttp(t, { staticDirs: await built(t) });
  const plain = await ask('GET', '/agent-chat.js', undefined, { 'accept-encoding': 'identity' });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal(Number(plain.headers.get('content-length')), SCRIPT.length);
});

test('each address of the console is its one page, a missing asset is not', async (t) => {
  const { ask } = await startHttp(t, { staticDirs: await built(t) });
  for (const path of ['/admin', '/admin/', '/admin/leads/1']) {
    assert.equal(await (await ask('GET', path)).text(), '<h1>console</h1>', path);
  }
  assert.equal((await ask('GET', '/admin/assets/gone.js')).status, 404);
  assert.equal(await (await ask('GET', '/')).text(), '<h1>site</h1>');
});

test('pages of the site are found by their folder and without their extension', async (t) => {
  const { ask, url } = await startHttp(t, { staticDirs: await built(t) });
  assert.equal(await (await ask('GET', '/ru/')).text(), '<h1>сайт</h1>');
  assert.equal(await (await ask('GET', '/ru/services')).text(), '<h1>услуги</h1>');
  const response = await fetch(`${url}/ru?from=mail`, { redirect: 'manual' });
  assert.deepEqual([response.status, response.headers.get('location')], [308, '/ru/?from=mail']);
});
