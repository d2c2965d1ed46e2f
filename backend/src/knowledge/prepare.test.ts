import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../telemetry/log.ts';
import { openKnowledge } from './knowledge.fixture.ts';

async function openCounted() {
  /** The locales of which an index was built. */
  const built: string[] = [];
  const debug = ({ locale }: { locale: string }): void => void built.push(locale);
  const knowledge = await openKnowledge(Object.assign(Object.create(silentLog), { debug }));
  return { knowledge, built };
}

test('services cost no index, and a language costs its own only', async () => {
  const { knowledge, built } = await openCounted();
  assert.ok(knowledge.services('de').length > 0);
  assert.deepEqual(built, []);
  await Promise.all([knowledge.prepare('de'), knowledge.prepare('de')]);
  assert.equal(knowledge.answer('Wann habt ihr geöffnet?', 'de').kind, 'answer');
  assert.deepEqual(built, ['de']);
});

test('what nothing answers asks one other language at most: that of its everyday words, or English', async () => {
  for (const [text, others] of [
    ['Kann man bei euch Kamele mieten?', []],
    ['Photosynthese', ['en']],
    ['Do you sell saddles for camels?', ['en']],
    ['Продаёте ли вы сёдла для верблюдов?', ['ru']],
    ['Чи продаєте ви сідла для верблюдів?', ['uk']],
    ['你们卖骆驼鞍吗？', ['zh']],
  ] as const) {
    const { knowledge, built } = await openCounted();
    assert.equal(knowledge.answer(text, 'de').kind, 'unknown', text);
    assert.deepEqual(built, ['de', ...others], text);
  }
});

test('a greeting in another language asks that language alone', async () => {
  const { knowledge, built } = await openCounted();
  assert.deepEqual(knowledge.answer('Hola', 'de'), { kind: 'smalltalk', key: 'hello', language: 'es' });
  assert.deepEqual(built, ['de', 'es']);
});

test('a text in another language has its index prepared too, an answered one none', async () => {
  const { knowledge, built } = await openCounted();
  await knowledge.prepare('en', ['When are you open?']);
  assert.deepEqual(built, ['en']);
  await knowledge.prepare('en', ['Как с вами связаться?']);
  assert.deepEqual(built, ['en', 'ru']);
  assert.equal(knowledge.answer('Как с вами связаться?', 'en').kind, 'answer');
  assert.deepEqual(built, ['en', 'ru']);
});

test('a language that is not spoken for half an hour is forgotten, one that is spoken stays', async (t) => {
  const { knowledge, built } = await openCounted();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const ask = (locale: string) => knowledge.search('bike', locale, 1);
  ask('de');
  ask('fr');
  t.mock.timers.tick(20 * 60_000);
  ask('fr');
  t.mock.timers.tick(20 * 60_000);
  ask('fr');
  assert.deepEqual(built, ['de', 'fr']);
  ask('de');
  assert.deepEqual(built, ['de', 'fr', 'de']);
});
