import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHttp } from '../../../tests/helpers/http-client.ts';
import { createTestLog } from '../content/content-test-tools.ts';
import { createTestDatabase } from '../store/test-database.ts';
import { silentLog } from '../telemetry/log.ts';
import { createLocaleLog } from './locale-log.ts';

const miss = { tag: 'de', key: 'agent:apology' };

test('a text that is lacking is counted over restarts, and logged once', async (t) => {
  const database = await createTestDatabase(t);
  const log = createTestLog();
  const first = createLocaleLog({ database, log });
  for (let time = 0; time < 3; time++) first.note(miss);
  first.note({ tag: 'fr', key: 'agent:closed' });
  await first.stop();
  const second = createLocaleLog({ database, log: silentLog });
  second.note(miss);
  const misses = await second.list({ limit: 10 });
  assert.deepEqual(
    misses.map(({ tag, key, count }) => [tag, key, count]),
    [
      ['de', 'agent:apology', 4],
      ['fr', 'agent:closed', 1],
    ],
  );
  assert.ok(misses[0]!.firstAt <= misses[0]!.lastAt);
  assert.equal(log.entries.filter(({ fields }) => fields['key'] === miss.key).length, 1);
});

test('the console reads and clears it; nobody else does', async (t) => {
  const { ask, login, house } = await startHttp(t);
  assert.equal((await ask('GET', '/api/locale-log')).status, 401);
  assert.equal((await ask('DELETE', '/api/locale-log')).status, 401);
  await login();
  const log = createLocaleLog({ database: house.database, log: silentLog });
  log.note(miss);
  log.note({ tag: 'fr', key: 'agent:closed' });
  await log.stop();
  const read = async (query = '') => (await (await ask('GET', `/api/locale-log${query}`)).json()).misses;
  assert.deepEqual(
    (await read('?tag=de')).map(({ key, count }: typeof miss & { count: number }) => [key, count]),
    [['agent:apology', 1]],
  );
  assert.equal((await read('?limit=1')).length, 1);
  assert.equal((await ask('DELETE', '/api/locale-log?tag=de')).status, 204);
  assert.deepEqual(
    (await read()).map(({ tag }: typeof miss) => tag),
    ['fr'],
  );
  assert.equal((await ask('DELETE', '/api/locale-log')).status, 204);
  assert.deepEqual(await read(), []);
});
