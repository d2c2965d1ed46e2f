import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { startModelServer } from '../helpers/model-server.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';
import { eventually } from '../helpers/eventually.ts';

const KEY = 'widget:composer.send';

async function startDrafting(t: Parameters<typeof startModelServer>[0]) {
  const model = await startModelServer(t);
  const { url } = await startTestApp(t, { env: { ...OWNER_ENV, ...(await ownContent(t)), ...model.env } });
  return { model, url, owner: await openConsole(url) };
}

test('the configured model drafts, slowly, and what it wrote is a draft', async (t) => {
  const { model, owner } = await startDrafting(t);
  model.next({ text: JSON.stringify({ texts: { [KEY]: { text: 'Los damit' } } }), delay: 100 });
  const answer = await owner.ask('POST', '/api/translations/de/drafts', { keys: [KEY] });
  const { drafts } = (await answer.json()) as { drafts: { outcome: object }[] };
  assert.equal(drafts.length, 1);
  const { translation } = drafts[0]!.outcome as { translation: { state: string; forms: object } };
  assert.deepEqual([translation.state, translation.forms], ['draft', { text: 'Los damit' }]);
  assert.match(model.requests[0]!.messages[1]!.content, /German \(de\)/);
});

test('a model that fails says so, and whoever leaves ends the question', async (t) => {
  const { model, url, owner } = await startDrafting(t);
  model.next({ status: 400 });
  await assert.rejects(owner.ask('POST', '/api/translations/de/drafts', { keys: [KEY] }), /the model gave no draft/);
  model.next({ hang: 'first-token' });
  const leave = new AbortController();
  const asked = fetch(`${url}/api/translations/de/drafts`, {
    method: 'POST',
    headers: { cookie: owner.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ keys: [KEY] }),
    signal: leave.signal,
  });
  await eventually('the model is asked', () => model.open() === 1);
  leave.abort();
  await assert.rejects(asked);
  await eventually('the question ends', () => model.open() === 0);
});
