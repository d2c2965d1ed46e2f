import type { PageSettings } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../helpers/eventually.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

const settings = async (url: string, locale: string) =>
  (await (await fetch(`${url}/api/sites/default/page?locale=${locale}`)).json()) as PageSettings;

test('a page of any origin may read when the agent speaks first, in its language; who has it gets no second copy', async (t) => {
  const { url } = await startTestApp(t);
  const origin = 'https://shop.example';
  const response = await fetch(`${url}/api/sites/default/page?locale=en`, { headers: { origin } });
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  const etag = response.headers.get('etag')!;
  const { proactive, office } = (await response.json()) as PageSettings;
  assert.deepEqual(
    proactive.map(({ id }) => id),
    ['choose-service', 'price-list'],
  );
  assert.match(proactive[0]!.text, /service/);
  assert.ok(proactive[0]!.choices.some(({ scenario }) => scenario === 'consultation'));
  assert.equal(office?.timezone, 'Europe/Dublin');
  const held = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
  const again = await fetch(`${url}/api/sites/default/page?locale=en`, { headers: held });
  assert.equal(again.status, 304);
  assert.match((await settings(url, 'ru-RU')).proactive[0]!.text, /[а-я]/);
  assert.equal((await fetch(`${url}/api/sites/none/page`)).status, 404);
});

test('hours changed on disk close the office: the page and the next visitor are told when it opens, and what is offered', async (t) => {
  const content = await ownContent(t);
  const { url } = await startTestApp(t, { env: content });
  const file = join(content.PROMPTS_DIR, 'sites.yaml');
  const sites = await readFile(file, 'utf8');
  const never = sites
    .replace(/days:\n( {8}.*\n)+/, 'days: {}\n')
    .replace('when: { url', 'outsideHours: hide\n        when: { url');
  assert.notEqual(never, sites);
  await writeFile(file, never);
  await eventually('the office is closed', async () => (await settings(url, 'en')).office?.open === false, 5000);
  const { proactive, office } = await settings(url, 'en');
  assert.deepEqual(
    proactive.map(({ id }) => id),
    ['price-list'],
  );
  assert.equal(office!.opensAt, undefined);
  assert.equal(office!.away?.action?.scenario, 'lead-capture');
  const visitor = await openVisitor(t, url);
  assert.deepEqual(visitor.chat.state.site?.office, office);
  const answer = await visitor.ask('What are your opening hours?');
  assert.match(answer[0]!.text, /\d/, 'the agent answers all the same');
});
