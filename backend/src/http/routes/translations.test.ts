import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openHouse } from '../../../../tests/helpers/http-house.ts';
import { startHttp, type HttpClient } from '../../../../tests/helpers/http-client.ts';
import type { AskModel } from '../../translation/draft-texts.ts';
import { createTextDesk } from '../../translation/text-desk.ts';
import { translationSettings } from '../../translation/translation-settings.ts';
import { createTranslations } from '../../translation/translations.ts';

const KEY = 'widget:composer.send';

interface Desk extends HttpClient {
  /** The texts of one file as it stands on the disk. */
  file(tag: string, namespace: string): Promise<string>;
  /** What open consoles were told. */
  told: { tag: string; key: string }[];
}

async function openDesk(t: TestContext, askModel?: AskModel): Promise<Desk> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-locales-'));
  await cp('locales', dir, { recursive: true });
  t.after(() => rm(dir, { recursive: true }));
  const { database } = await openHouse(t);
  const told: Desk['told'] = [];
  const textDesk = createTextDesk({
    translations: createTranslations({ dir, settings: translationSettings }),
    database,
    askModel,
    changed: (texts) => void told.push(...texts),
  });
  const client = await startHttp(t, { textDesk });
  await client.login();
  return { ...client, told, file: (tag, namespace) => readFile(join(dir, tag, `${namespace}.json`), 'utf8') };
}

async function textOf({ ask }: HttpClient, tag: string, wanted = KEY) {
  const { texts } = await (await ask('GET', `/api/translations?tags=${tag}`)).json();
  const { translations, ...text } = texts.find(({ key }: { key: string }) => key === wanted);
  return { ...text, translation: translations[tag] };
}

test('the texts are shown with what a translator has to know, and how far each language is', async (t) => {
  const desk = await openDesk(t);
  const { languages, texts } = await (await desk.ask('GET', '/api/translations?tags=ru')).json();
  const russian = languages.find(({ tag }: { tag: string }) => tag === 'ru');
  assert.equal(
    russian.counts.done + russian.counts.stale + russian.counts.draft + russian.counts.missing,
    texts.length,
  );
  const text = await textOf(desk, 'ru');
  assert.ok(text.context.where.length > 10);
  assert.deepEqual([text.namespace, text.translation.state], ['widget', 'done']);
});

test('a changed text stands in its file, is told, and can be taken back', async (t) => {
  const desk = await openDesk(t);
  const before = (await textOf(desk, 'ru')).translation.forms;
  const saved = await desk.ask('PUT', '/api/translations/ru', { key: KEY, forms: { text: 'Послать' }, seen: before });
  assert.equal(saved.status, 200);
  assert.match(await desk.file('ru', 'widget'), /"Послать"/);
  assert.deepEqual(desk.told, [{ tag: 'ru', key: KEY }]);
  const { versions } = await (await desk.ask('GET', `/api/translations/ru/versions?key=${KEY}`)).json();
  assert.deepEqual([versions.length, versions[0].author, versions[0].before], [1, 'Anna', before]);
  await desk.ask('PUT', '/api/translations/ru', { key: KEY, forms: versions[0].before });
  assert.deepEqual((await textOf(desk, 'ru')).translation.forms, before);
});

test('who saves over the change of somebody else is shown it instead', async (t) => {
  const desk = await openDesk(t);
  const seen = (await textOf(desk, 'ru')).translation.forms;
  await desk.ask('PUT', '/api/translations/ru', { key: KEY, forms: { text: 'Послать' }, seen });
  const late = await desk.ask('PUT', '/api/translations/ru', { key: KEY, forms: { text: 'Отослать' }, seen });
  assert.equal(late.status, 409);
  assert.deepEqual((await late.json()).translation.forms, { text: 'Послать' });
  assert.match(await desk.file('ru', 'widget'), /"Послать"/);
});

test('a text that would break something is refused with what is wrong', async (t) => {
  const desk = await openDesk(t);
  const before = await desk.file('ru', 'widget');
  const refused = await desk.ask('PUT', '/api/translations/ru', { key: KEY, forms: { text: '<b>{{name}}</b>' } });
  assert.equal(refused.status, 422);
  const rules = (await refused.json()).findings.map(({ rule }: { rule: string }) => rule);
  assert.deepEqual(rules.toSorted(), ['markup', 'placeholder']);
  assert.equal(await desk.file('ru', 'widget'), before);
  assert.equal((await desk.ask('PUT', '/api/translations/ru', { key: 'widget:none', forms: {} })).status, 404);
  assert.equal((await desk.ask('PUT', '/api/translations/xx', { key: KEY, forms: {} })).status, 404);
});

test('a model drafts, and a person confirms', async (t) => {
  const desk = await openDesk(t, async ({ user }) => {
    assert.match(user, /Russian \(ru\)/);
    return `Here it is: ${JSON.stringify({ texts: { [KEY]: { text: 'Послать' }, 'widget:launcher.open': { text: '{{x}}' } } })}`;
  });
  const keys = [KEY, 'widget:launcher.open'];
  const { drafts } = await (await desk.ask('POST', '/api/translations/ru/drafts', { keys })).json();
  const kinds = drafts.map(({ outcome }: { outcome: { kind: string } }) => outcome.kind);
  assert.deepEqual(kinds, ['saved', 'refused']);
  assert.equal((await textOf(desk, 'ru')).translation.state, 'draft');
  await desk.ask('POST', '/api/translations/ru/confirm', { keys: [KEY] });
  assert.equal((await textOf(desk, 'ru')).translation.state, 'done');
});

test('without a model the answer says what would switch it on', async (t) => {
  const desk = await openDesk(t);
  const answer = await desk.ask('POST', '/api/translations/ru/drafts', { keys: [KEY] });
  assert.match((await answer.json()).error.hint, /OPENAI_API_KEY/);
});

test('a language is handed out as a file and taken in again: first the difference, then the texts', async (t) => {
  const desk = await openDesk(t);
  for (const format of ['csv', 'xliff', 'po']) {
    const exported = await desk.ask('GET', `/api/translations/de/export?format=${format}`);
    assert.match(exported.headers.get('content-disposition')!, /filename="de\./);
    const before = (await textOf(desk, 'de')).translation.forms.text;
    const file = (await exported.text()).replaceAll(before, `${before} (${format})`);
    const send = async (dryRun: boolean) => {
      const url = `${desk.url}/api/translations/de/import?format=${format}&dryRun=${dryRun}`;
      const cookie = await desk.login();
      return (
        await fetch(url, {
          method: 'POST',
          body: file,
          headers: { cookie, 'content-type': 'application/octet-stream' },
        })
      ).json();
    };
    const plan = await send(true);
    assert.ok(
      plan.changes.some(({ key }: { key: string }) => key === KEY),
      JSON.stringify(plan.refused),
    );
    assert.equal((await textOf(desk, 'de')).translation.forms.text, before);
    await send(false);
    assert.equal((await textOf(desk, 'de')).translation.forms.text, `${before} (${format})`);
  }
  assert.equal((await desk.ask('GET', '/api/translations/de/export?format=docx')).status, 400);
});

test('a language is added: all of it is still to come', async (t) => {
  const desk = await openDesk(t);
  assert.equal((await desk.ask('POST', '/api/translations', { tag: 'nl' })).status, 201);
  const { translation } = await textOf(desk, 'nl');
  assert.deepEqual([translation.state, translation.forms], ['missing', { text: '' }]);
  assert.equal((await desk.ask('POST', '/api/translations', { tag: '../x' })).status, 400);
});
