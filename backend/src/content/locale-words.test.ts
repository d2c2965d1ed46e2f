import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { AppError } from '../errors.ts';
import { createTestFolder, createTestLog, until } from './content-test-tools.ts';
import { createWords, type LiveWords, type WordsChange } from './locale-words.ts';

const files = {
  'en/shop.json': JSON.stringify({
    greeting: 'Hello, {{name}}!',
    only: 'only English',
    group: { a: 'A', b: 'B' },
    bikes_one: '{{count}} bike',
    bikes_other: '{{count}} bikes',
  }),
  'ru/shop.json': JSON.stringify({
    greeting: 'Здравствуйте, {{name}}!',
    group: { a: 'А' },
    bikes_one: '{{count}} велосипед',
    bikes_few: '{{count}} велосипеда',
    bikes_many: '{{count}} велосипедов',
    bikes_other: '{{count}} велосипеда',
  }),
  'pt-BR/shop.json': JSON.stringify({ greeting: 'Olá, {{name}}!' }),
};

/** Of a shop that is not ours. */
interface ShopWords extends Omit<LiveWords, 't'> {
  t(locale: string, key: string, values?: Record<string, string | number>): string;
}

async function openWords(context: TestContext, extra: Record<string, string> = {}) {
  const folder = await createTestFolder(context, { ...files, ...extra });
  const log = createTestLog();
  const words: ShopWords = createWords({ dir: folder.dir, log, watch: true });
  context.after(() => words.stop());
  await words.start();
  const changes: WordsChange[] = [];
  words.changed((change) => changes.push(change));
  return { folder, log, words, changes };
}

test('a text is answered in the wanted language with its values, unescaped', async (context) => {
  const { words } = await openWords(context);
  assert.equal(words.t('ru', 'shop:greeting', { name: 'Анна <&>' }), 'Здравствуйте, Анна <&>!');
  assert.deepEqual(words.locales(), ['en', 'pt-BR', 'ru']);
});

test('what another language stands in for is told, each time, and a region or a form of number is no lack', async (context) => {
  const { words } = await openWords(context, { 'de/other.json': '{}' });
  const misses: string[] = [];
  words.missed(({ locale, key }) => misses.push(`${locale} ${key}`));
  words.t('ru-KZ', 'shop:group.a');
  words.t('en-GB', 'shop:only');
  words.t('ru', 'shop:bikes', { count: 2 });
  words.t('ru', 'shop:nowhere');
  assert.deepEqual(misses, []);
  words.t('ru', 'shop:only');
  words.t('ru', 'shop:only');
  assert.deepEqual(misses.splice(0), ['ru shop:only', 'ru shop:only']);
  words.namespace('ru', 'shop');
  words.namespace('de', 'shop');
  assert.deepEqual(misses, ['ru shop:only', 'ru shop:group.b', 'de shop:*']);
});

test('a text falls back from the tag to its base and then to English', async (context) => {
  const { words } = await openWords(context);
  assert.equal(words.t('ru-KZ', 'shop:group.a'), 'А');
  assert.equal(words.t('ru', 'shop:group.b'), 'B');
  assert.equal(words.t('pt-BR', 'shop:only'), 'only English');
  assert.equal(words.t('not a tag', 'shop:only'), 'only English');
});

test('an empty text is one that is still to come: the next language answers', async (context) => {
  const { words } = await openWords(context, {
    'de/shop.json': JSON.stringify({ only: '', group: { a: ' ', b: 'Be' } }),
  });
  assert.equal(words.t('de', 'shop:only'), 'only English');
  assert.deepEqual(words.namespace('de', 'shop')?.group, { a: 'A', b: 'Be' });
});

test('plural forms follow the language that the text is found in', async (context) => {
  const { words } = await openWords(context);
  const russian = [1, 3, 5, 21, 1.5].map((count) => words.t('ru', 'shop:bikes', { count }));
  assert.deepEqual(russian, ['1 велосипед', '3 велосипеда', '5 велосипедов', '21 велосипед', '1.5 велосипеда']);
  assert.equal(words.t('pt-BR', 'shop:bikes', { count: 5 }), '5 bikes');
});

test('a value that looks like a placeholder or a reference is not looked into', async (context) => {
  const { words } = await openWords(context);
  assert.equal(words.t('en', 'shop:greeting', { name: '{{count}} $t(shop:only)' }), 'Hello, {{count}} $t(shop:only)!');
});

test('an unknown key answers itself and is logged once', async (context) => {
  const { words, log } = await openWords(context);
  for (const locale of ['en', 'ru', 'ru']) assert.equal(words.t(locale, 'shop:none.such'), 'shop:none.such');
  assert.equal(words.t('en', 'shop:group'), 'shop:group');
  assert.deepEqual(
    log.entries.filter(({ level }) => level === 'warn').map(({ fields }) => fields.key),
    ['shop:none.such', 'shop:group'],
  );
});

test('a key is known when it is a text or has plural forms', async (context) => {
  const { words } = await openWords(context);
  const known = ['shop:group.a', 'shop:bikes', 'shop:group', 'shop:none', 'none:only', 'only'].map((key) =>
    words.has(key),
  );
  assert.deepEqual(known, [true, true, false, false, false, false]);
});

test('the best shipped language is found for a tag, a list of tags and nothing', async (context) => {
  const { words } = await openWords(context);
  const wanted = [
    'ru-RU',
    'pt',
    'pt_PT',
    'de',
    undefined,
    'de, ru;q=0.3, en;q=0.8',
    'fr;q=1, ru-UA',
    '*',
    'ru;q=0',
    'x'.repeat(10_000),
  ];
  const found = wanted.map((tag) => words.match(tag));
  assert.deepEqual(found, ['ru', 'pt-BR', 'pt-BR', 'en', 'en', 'en', 'ru', 'en', 'en', 'en']);
});

test('a namespace is merged with its fallbacks and kept until a text changes', async (context) => {
  const { words, folder, changes } = await openWords(context);
  const shop = words.namespace('ru-RU', 'shop');
  assert.deepEqual(shop?.group, { a: 'А', b: 'B' });
  assert.equal(shop?.only, 'only English');
  assert.equal(words.namespace('ru', 'shop'), shop);
  assert.equal(words.namespace('ru', 'none'), undefined);
  await folder.write('en/shop.json', JSON.stringify({ only: 'changed' }));
  await until(() => changes.length > 0, 'the change was told');
  assert.equal(words.namespace('ru', 'shop')?.only, 'changed');
});

test('a text changed on disk is answered at the next call, a removed one no more', async (context) => {
  const { words, folder, changes } = await openWords(context);
  const before = words.version;
  await folder.replace('ru/shop.json', JSON.stringify({ only: 'только' }));
  await until(() => changes.length > 0, 'the change was told');
  assert.deepEqual(changes, [{ locale: 'ru', namespace: 'shop' }]);
  assert.equal(words.t('ru', 'shop:only'), 'только');
  assert.equal(words.t('ru', 'shop:greeting', { name: 'A' }), 'Hello, A!');
  assert.ok(words.version > before);
});

test('a language is added and removed by its folder', async (context) => {
  const { words, folder } = await openWords(context);
  await folder.write('de/shop.json', JSON.stringify({ only: 'nur' }));
  await until(() => words.match('de') === 'de', 'German was there');
  assert.equal(words.t('de', 'shop:only'), 'nur');
  await folder.remove('de');
  await until(() => words.match('de') === 'en', 'German was gone');
});

test('an English file that goes keeps its last good texts, and is reported', async (context) => {
  const { words, folder, log, changes } = await openWords(context);
  await folder.remove('en/shop.json');
  await until(() => log.entries.some(({ level }) => level === 'error'), 'the fault was reported');
  assert.match(log.entries.find(({ level }) => level === 'error')!.message, /en\/shop\.json is gone/);
  assert.equal(words.t('en', 'shop:only'), 'only English');
  await folder.write('en/shop.json', JSON.stringify({ only: 'back' }));
  await until(() => changes.length > 0, 'it was read again');
  assert.equal(words.t('en', 'shop:only'), 'back');
});

test('broken JSON keeps the last good texts and is reported with line and column', async (context) => {
  const { words, folder, log } = await openWords(context);
  await folder.write('ru/shop.json', '{\n  "only": "только"\n  "more": "ещё"\n}');
  await until(() => log.entries.some(({ level }) => level === 'error'), 'the fault was reported');
  assert.equal(words.t('ru', 'shop:greeting', { name: 'А' }), 'Здравствуйте, А!');
  const [entry] = log.entries.filter(({ level }) => level === 'error');
  assert.match(entry!.message, /ru\/shop\.json:3: not valid JSON at column 3, expected "," or "}"/);
});

test('a leaf that is no text is refused with its line', async (context) => {
  const { words, log } = await openWords(context, { 'de/shop.json': '{\n  "a": {\n    "b": 3\n  }\n}' });
  assert.equal(words.match('de'), 'en');
  assert.match(
    log.entries[0]!.message,
    /de\/shop\.json:3: `a\.b` is not a text, expected a text or a group of texts, found 3/,
  );
});

test('a folder in another spelling of its tag is the same language', async (context) => {
  const { words } = await openWords(context, { 'de-at/shop.json': JSON.stringify({ only: 'nur' }) });
  assert.equal(words.t('de-AT', 'shop:only'), 'nur');
  assert.ok(words.locales().includes('de-AT'));
});

test('folders that are no language are passed over', async (context) => {
  const { words } = await openWords(context, { 'context/widget.json': '{}', 'schemas/x.json': '{}' });
  assert.deepEqual(words.locales(), ['en', 'pt-BR', 'ru']);
});

test('the start fails with a hint when the English texts are missing', async (context) => {
  const folder = await createTestFolder(context, { 'ru/shop.json': '{}' });
  const words = createWords({ dir: folder.dir, log: createTestLog(), watch: false });
  await assert.rejects(words.start(), (error) => error instanceof AppError && /English/.test(error.hint ?? ''));
});
