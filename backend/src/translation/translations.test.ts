import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { AppError } from '../errors.ts';
import { createTranslations } from './translations.ts';

const tree = {
  'context.json': `{
  "shop:hello": {"where":"The first line of the page","limit":12,"sample":{"name":"Anna"}},
  "shop:bikes": {"where":"A number of bikes","sample":{"count":3}}
}
`,
  'en/shop.json':
    '{\n  "hello": "Hi {{name}}",\n  "bikes_one": "{{count}} bike",\n  "bikes_other": "{{count}} bikes"\n}\n',
  'en/console.json': '{\n  "title": "Console"\n}\n',
  'ru/shop.json': '{\n  "hello": "Эй, {{name}}",\n  "bikes_one": "{{count}} велосипед"\n}\n',
  'ru/console.json': '{\n  "title": "Пульт"\n}\n',
  'de/shop.json': '{}\n',
};

async function open(context: TestContext, changes: Record<string, string> = {}) {
  const dir = join(await mkdtemp(join(tmpdir(), 'agent-chat-translation-')), 'locales');
  context.after(() => rm(dirname(dir), { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...tree, ...changes })) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  const translations = createTranslations({ dir, settings: { onlyIn: { console: ['en', 'ru'] } } });
  const states = async () => {
    const { entries } = await translations.read();
    return entries.map(({ key, translations: { ru, de } }) => `${key} ${ru?.state} ${de?.state}`);
  };
  const set = async (tag: string, key: string, forms: Record<string, string>, more = {}) =>
    (await translations.set([{ tag, key, forms, ...more }]))[0]!;
  return { dir, translations, states, set, file: (path: string) => readFile(join(dir, path), 'utf8') };
}

test('the tree has each key with its context, its forms and its state in each language that is asked for it', async (context) => {
  const { translations, states } = await open(context);
  const { tags, namespaces, entries } = await translations.read();
  assert.deepEqual({ tags, namespaces }, { tags: ['de', 'ru'], namespaces: ['console', 'shop'] });
  assert.deepEqual(await states(), [
    'console:title done undefined',
    'shop:hello done missing',
    'shop:bikes missing missing',
  ]);
  const bikes = entries.find(({ key }) => key === 'shop:bikes')!;
  assert.equal(bikes.context?.where, 'A number of bikes');
  assert.deepEqual(bikes.source.forms, { one: '{{count}} bike', other: '{{count}} bikes' });
  const { forms, wanted, file, line } = bikes.translations.ru!;
  assert.deepEqual(
    { forms, wanted, file, line },
    {
      forms: { one: '{{count}} велосипед' },
      wanted: ['one', 'few', 'many', 'other'],
      file: 'locales/ru/shop.json',
      line: 3,
    },
  );
});

test('a text is written into its place, and that it was made from today’s English', async (context) => {
  const { set, file, states } = await open(context);
  const outcome = await set('ru', 'shop:bikes', {
    few: '{{count}} велосипеда',
    other: '{{count}} велосипеда',
    many: '{{count}} велосипедов',
  });
  assert.equal(outcome.kind === 'saved' && outcome.translation.state, 'done');
  assert.deepEqual(JSON.parse(await file('ru/shop.json')), {
    hello: 'Эй, {{name}}',
    bikes_one: '{{count}} велосипед',
    bikes_few: '{{count}} велосипеда',
    bikes_many: '{{count}} велосипедов',
    bikes_other: '{{count}} велосипеда',
  });
  assert.match(await file('ru/.state.json'), /^\{\n {2}"shop:bikes": "[\da-f]{8}"\n\}\n$/);
  assert.equal((await states())[2], 'shop:bikes done missing');
});

test('a machine’s text is a draft until a person accepts it', async (context) => {
  const { set, translations, states } = await open(context);
  await set('de', 'shop:hello', { text: 'Hallo {{name}}' }, { draft: true });
  assert.equal((await states())[1], 'shop:hello done draft');
  assert.deepEqual(await translations.accept('de', ['shop:hello']), ['shop:hello']);
  assert.equal((await states())[1], 'shop:hello done done');
});

test('a translation is stale when its English has changed since, written down or not', async (context) => {
  const { set, translations, states } = await open(context);
  await set('en', 'shop:hello', { text: 'Hey {{name}}' });
  assert.equal((await states())[1], 'shop:hello stale missing');
  await translations.accept('ru');
  assert.equal((await states())[1], 'shop:hello done missing');
  await set('en', 'shop:hello', { text: 'Hi {{name}}' });
  assert.equal((await states())[1], 'shop:hello stale missing');
});

test('a text that was made from an older English is stale at once, also where its author saw not all of the forms', async (context) => {
  const { set, states } = await open(context);
  const forms = { one: '{{count}} Rad', other: '{{count}} Räder' };
  await set('de', 'shop:bikes', forms, { madeFrom: { other: '{{count}} bikes' } });
  await set('de', 'shop:hello', { text: 'Hallo {{name}}' }, { madeFrom: { text: 'Hello {{name}}' } });
  assert.deepEqual((await states()).slice(1), ['shop:hello done stale', 'shop:bikes missing done']);
});

test('a text that breaks something is refused with its reason, and nothing is written', async (context) => {
  const { dir, set, file } = await open(context);
  const rules = async (tag: string, key: string, forms: Record<string, string>) => {
    const outcome = await set(tag, key, forms);
    return outcome.kind === 'refused' && outcome.findings.map(({ rule }) => rule);
  };
  assert.deepEqual(await rules('ru', 'shop:hello', { text: 'Эй' }), ['placeholder']);
  assert.deepEqual(await rules('ru', 'shop:hello', { text: '{{name}}, {name}' }), ['placeholder']);
  assert.deepEqual(await rules('ru', 'shop:hello', { text: '<b>{{name}}</b>' }), ['markup']);
  assert.deepEqual(await rules('ru', 'shop:hello', { text: 'Приветствую, {{name}}' }), ['limit']);
  assert.deepEqual(await rules('ru', 'shop:bikes', { two: '{{count}}' }), ['plural-foreign']);
  assert.deepEqual(await rules('ru', 'shop:hello', { one: '{{name}}' }), ['kind']);
  assert.deepEqual(await rules('en', 'shop:hello', { text: ' ' }), ['empty']);
  assert.equal(await file('ru/shop.json'), tree['ru/shop.json']);
  assert.deepEqual(await readdir(join(dir, 'ru')), ['console.json', 'shop.json']);
});

test('who saves over a text that somebody else has changed meanwhile is shown it', async (context) => {
  const { set } = await open(context);
  const seen = { text: 'Эй, {{name}}' };
  await set('ru', 'shop:hello', { text: 'Ку, {{name}}' }, { seen });
  const second = await set('ru', 'shop:hello', { text: 'О, {{name}}' }, { seen });
  assert.deepEqual(second.kind === 'overtaken' && second.translation.forms, { text: 'Ку, {{name}}' });
});

test('many texts are judged one by one, and written together', async (context) => {
  const { translations, file } = await open(context);
  const outcomes = await translations.set([
    { tag: 'de', key: 'shop:hello', forms: { text: 'Hallo {{name}}' } },
    { tag: 'ru', key: 'console:title', forms: { text: 'Пульт {{x}}' } },
    { tag: 'de', key: 'shop:bikes', forms: { one: '{{count}} Rad', other: '{{count}} Räder' } },
  ]);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['saved', 'refused', 'saved'],
  );
  assert.equal(
    await file('de/shop.json'),
    '{\n  "hello": "Hallo {{name}}",\n  "bikes_one": "{{count}} Rad",\n  "bikes_other": "{{count}} Räder"\n}\n',
  );
});

test('changes at the same time lose nothing', async (context) => {
  const { set, file } = await open(context);
  await Promise.all([
    set('de', 'shop:hello', { text: 'Hallo {{name}}' }),
    set('de', 'shop:bikes', { one: '{{count}} Rad', other: '{{count}} Räder' }),
  ]);
  assert.equal(Object.keys(JSON.parse(await file('de/shop.json')) as object).length, 3);
  assert.equal(Object.keys(JSON.parse(await file('de/.state.json')) as object).length, 2);
});

test('a broken file is told with its line, and refused instead of overwritten', async (context) => {
  const { translations, set, file } = await open(context, { 'ru/shop.json': '{\n  "hello": \n}' });
  const { findings } = await translations.read();
  assert.deepEqual(
    findings.map((found) => `${found.file}:${found.line} ${found.rule}`),
    ['locales/ru/shop.json:3 broken'],
  );
  assert.equal((await set('ru', 'shop:hello', { text: 'Эй, {{name}}' })).kind, 'refused');
  assert.equal(await file('ru/shop.json'), '{\n  "hello": \n}');
});

test('a state that cannot be read is not overwritten', async (context) => {
  const { translations, file } = await open(context, { 'ru/.state.json': '{ "shop:hello": "yes" }' });
  await assert.rejects(
    translations.accept('ru'),
    (error) => error instanceof AppError && /Mend/.test(error.hint ?? ''),
  );
  assert.equal(await file('ru/.state.json'), '{ "shop:hello": "yes" }');
});

test('what is known of texts in a file that cannot be read just now stays', async (context) => {
  const states = { 'shop:hello': '00000000 draft', 'console:title': '00000000 draft' };
  const text = JSON.stringify(states);
  const english = await open(context, { 'en/console.json': '{', 'ru/.state.json': text });
  await english.set('ru', 'shop:hello', { text: 'Эй, {{name}}!' });
  assert.match(await english.file('ru/.state.json'), /"console:title": "00000000 draft"/);
  const russian = await open(context, { 'ru/console.json': '{', 'ru/.state.json': text });
  await russian.translations.accept('ru');
  assert.match(await russian.file('ru/.state.json'), /"console:title": "00000000 draft"/);
});

test('a line whose key English no longer has goes with the next one that is written', async (context) => {
  const { translations, file } = await open(context, { 'ru/.state.json': '{ "shop:gone": "00000000" }' });
  const changed = await translations.accept('ru');
  assert.deepEqual(changed.toSorted(), ['console:title', 'shop:gone', 'shop:hello']);
  assert.doesNotMatch(await file('ru/.state.json'), /gone/);
});

test('an unknown key, an unknown language and a namespace that is not asked for are named', async (context) => {
  const { set, translations } = await open(context);
  const naming = (part: RegExp) => (error: unknown) =>
    error instanceof AppError && error.code === 'NOT_FOUND' && part.test(error.message);
  await assert.rejects(set('ru', 'shop:none', { text: '' }), naming(/shop:none/));
  await assert.rejects(set('fr', 'shop:hello', { text: '' }), naming(/fr/));
  await assert.rejects(set('de', 'console:title', { text: '' }), naming(/console/));
  await assert.rejects(translations.accept('fr'), naming(/fr/));
});
