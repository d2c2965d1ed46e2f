import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHttp } from '../../../../tests/helpers/http-client.ts';

test('leads are listed page by page with a total', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const visitor = await house.visitor('hello');
  for (const name of ['Anna', 'Boris', 'Clara']) await house.lead(visitor, { name });
  const first = await (await ask('GET', '/api/leads?sort=name&direction=asc&limit=2')).json();
  assert.equal(first.total, 3);
  const second = await (
    await ask('GET', `/api/leads?sort=name&direction=asc&limit=2&cursor=${first.nextCursor}`)
  ).json();
  const names = [...first.leads, ...second.leads].map((lead: { name: string }) => lead.name);
  assert.deepEqual(names, ['Anna', 'Boris', 'Clara']);
  assert.equal(second.nextCursor, undefined);
});

test('leads are narrowed by search, status, channel and time', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const visitor = await house.visitor('hello');
  await house.lead(visitor, { name: 'Anna', channel: 'telegram' });
  await house.lead(visitor, { name: 'Boris' });
  const namesOf = async (query: string) =>
    (await (await ask('GET', `/api/leads?${query}`)).json()).leads.map(({ name }: { name: string }) => name);
  assert.deepEqual(await namesOf('search=bor'), ['Boris']);
  assert.deepEqual(await namesOf('channel=telegram'), ['Anna']);
  assert.deepEqual(await namesOf('status=done'), []);
  assert.deepEqual(await namesOf('to=2020-01-01T00:00:00Z'), []);
  assert.equal((await ask('GET', '/api/leads?status=nonsense')).status, 400);
  assert.equal((await ask('GET', '/api/leads?cursor=nonsense')).status, 400);
});

test('a lead shows its fields in words and where each was said', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const visitor = await house.visitor('hello', 'I am Ivan');
  const id = await house.lead({ ...visitor, messageIds: visitor.messageIds.slice(1) });
  const { lead } = await (await ask('GET', `/api/leads/${id}?locale=ru`)).json();
  assert.deepEqual(lead.fields, [
    {
      key: 'field-0',
      label: house.words.t('ru', 'scenarios:leadFields.name'),
      value: 'Ivan Petrov',
      messageId: visitor.messageIds[1],
      messageSeq: 3,
    },
  ]);
  assert.equal((await ask('GET', '/api/leads/nothing')).status, 404);
});

test('a status is changed and open consoles are told', async (t) => {
  let told = 0;
  const { ask, house, login } = await startHttp(t, { leadsChanged: () => void told++ });
  await login();
  const id = await house.lead(await house.visitor('hello'));
  const changed = await ask('PATCH', `/api/leads/${id}`, { status: 'contacted' });
  assert.equal((await changed.json()).lead.status, 'contacted');
  assert.equal(told, 1);
  assert.equal((await ask('PATCH', `/api/leads/${id}`, { status: 'nonsense' })).status, 400);
  assert.equal((await ask('PATCH', '/api/leads/nothing', { status: 'done' })).status, 404);
  assert.equal(told, 1);
});

test('the export is an attachment with a plain name, narrowed like the list and safe against formulas', async (t) => {
  const { ask, house, login } = await startHttp(t);
  await login();
  const visitor = await house.visitor('hello');
  await house.lead(visitor, { name: '=HYPERLINK("http://evil.example")' });
  await house.lead(visitor, { name: 'Boris' });
  const csv = await ask('GET', '/api/leads/export?format=csv&search=hyperlink');
  assert.match(csv.headers.get('content-disposition')!, /^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/);
  assert.equal(csv.headers.get('content-length'), null);
  const text = await csv.text();
  assert.doesNotMatch(text, /Boris/);
  assert.doesNotMatch(text, /(^|[,"])=HYPERLINK/m);
  const json = await (await ask('GET', '/api/leads/export?format=json')).json();
  assert.equal((json as unknown[]).length, 2);
  const sheet = new Uint8Array(await (await ask('GET', '/api/leads/export?format=xlsx')).arrayBuffer());
  assert.equal(String.fromCharCode(...sheet.slice(0, 2)), 'PK');
  const hostile = await ask('GET', '/api/leads/export?format=csv%22%0d%0aset-cookie:%20a=b');
  assert.equal(hostile.status, 400);
  assert.equal(hostile.headers.get('set-cookie'), null);
});
