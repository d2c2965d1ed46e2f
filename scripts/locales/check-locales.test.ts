import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkLocales } from './check-locales.ts';
import type { LocaleSettings } from './settings.ts';

const settings: LocaleSettings = {
  sources: ['widget', 'backend', 'prompts'],
  namespaces: { 'widget/': ['widget'] },
  dynamic: [],
  onlyIn: { console: ['en', 'ru'] },
};

const good = {
  'locales/context.json': `{
  "widget:composer.placeholder": { "where": "In the field", "sample": { "name": "Anna" } },
  "widget:composer.send": { "where": "The button" },
  "widget:unread": { "where": "On the launcher", "limit": 20, "sample": { "count": 3, "name": "Anna" } }
}
`,
  'locales/en/widget.json': `{
  "composer": {
    "placeholder": "Write to {{name}}",
    "send": "Send"
  },
  "unread_one": "one message of {{name}}",
  "unread_other": "{{count}} messages of {{name}}"
}`,
  'locales/ru/widget.json': `{
  "composer": {
    "placeholder": "Напишите {{name}}",
    "send": "Отправить"
  },
  "unread_one": "{{count}} сообщение от {{name}}",
  "unread_few": "{{count}} сообщения от {{name}}",
  "unread_many": "{{count}} сообщений от {{name}}",
  "unread_other": "{{count}} сообщения от {{name}}"
}`,
  'widget/chat.ts': "t('composer.placeholder'); t('composer.send'); t('unread', { count: 3 });",
};

/** What a test says that changes the English texts; that they are not explained is said in tests of its own. */
async function check(context: TestContext, changes: Record<string, string> = {}, more: Partial<LocaleSettings> = {}) {
  return (await checkAll(context, changes, more)).filter((line) => !line.includes(' context '));
}

async function checkAll(
  context: TestContext,
  changes: Record<string, string> = {},
  more: Partial<LocaleSettings> = {},
) {
  const root = await mkdtemp(join(tmpdir(), 'agent-chat-locales-'));
  context.after(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...good, ...changes })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const { findings } = await checkLocales(root, { ...settings, ...more });
  return findings.map(({ file, line, rule, key }) => `${file.replace('locales/', '')}:${line} ${rule} ${key}`);
}

const russian = (from: string, to: string) => ({
  'locales/ru/widget.json': good['locales/ru/widget.json'].replace(from, to),
});
const english = (from: string, to: string) => ({
  'locales/en/widget.json': good['locales/en/widget.json'].replace(from, to),
});

test('a good tree has no faults', async (context) => {
  assert.deepEqual(await check(context), []);
});

test('a missing key is found on the line of its group', async (context) => {
  assert.deepEqual(await check(context, russian(',\n    "send": "Отправить"', '')), [
    'ru/widget.json:2 missing composer.send',
  ]);
});

test('a missing file and a file that English lacks are found', async (context) => {
  const found = await check(context, { 'locales/de/shop.json': '{ "a": "b" }' });
  assert.deepEqual(found, ['de/shop.json:1 unknown *', 'de/widget.json:1 missing *']);
});

test('a namespace that only some languages are asked for is missing from those alone', async (context) => {
  const found = await check(context, {
    'locales/en/console.json': '{ "a": "b" }',
    'locales/de/widget.json': good['locales/en/widget.json'],
    'backend/a.ts': "t('console:a')",
  });
  assert.deepEqual(found, ['ru/console.json:1 missing *']);
});

test('an unknown key is found', async (context) => {
  assert.deepEqual(await check(context, russian('"send"', '"snd": "x",\n    "send"')), [
    'ru/widget.json:4 unknown composer.snd',
  ]);
});

test('a key that nothing asks for is found', async (context) => {
  const found = await check(context, { 'widget/chat.ts': "t('composer.placeholder'); t('unread');" });
  assert.deepEqual(found, ['en/widget.json:4 unused composer.send']);
});

test('a plural that nothing asks for is found in each form', async (context) => {
  const found = await check(context, { 'widget/chat.ts': "t('composer.placeholder'); t('composer.send');" });
  assert.deepEqual(found, ['en/widget.json:6 unused unread_one', 'en/widget.json:7 unused unread_other']);
});

test('a key is used by its full name, a template, a beginning, YAML, markup, another text or the settings', async (context) => {
  const rest = "t('unread'); t('composer.placeholder');";
  const ways: Record<string, string>[] = [
    { 'backend/a.ts': "words.t('ru', 'widget:composer.send')" },
    { 'backend/a.ts': 'words.t("ru", `widget:composer.${name}`)' },
    { 'widget/b.ts': 'html`<b>${t(`composer.${name}`)}</b>`' },
    { 'widget/b.ts': "t('composer.' + name)" },
    { 'prompts/agents/a.yaml': 'quick:\n  - { label: widget:composer.send }' },
    { 'widget/page.html': '<button data-t="composer.send"></button>' },
    { ...english('Write to', 'Write ($t(widget:composer.send)) to') },
  ];
  for (const way of ways)
    assert.deepEqual(await check(context, { 'widget/chat.ts': rest, ...way }), [], JSON.stringify(way));
  assert.deepEqual(await check(context, { 'widget/chat.ts': rest }, { dynamic: ['widget:composer.'] }), []);
});

test('a comment, a test, another folder or a wholly open template does not make a key used', async (context) => {
  const rest = "t('unread'); t('composer.placeholder');";
  const ways: Record<string, string>[] = [
    { 'widget/b.ts': "// t('composer.send')" },
    { 'widget/b.test.ts': "t('composer.send')" },
    { 'backend/a.ts': "t('composer.send')" },
    { 'widget/b.ts': 't(`${group}.${name}`)' },
  ];
  for (const way of ways) {
    assert.deepEqual(
      await check(context, { 'widget/chat.ts': rest, ...way }),
      ['en/widget.json:4 unused composer.send'],
      JSON.stringify(way),
    );
  }
});

test('a key that is asked for and is not there is found where it is asked for', async (context) => {
  const found = await check(context, {
    'backend/a.ts': "\nt('widget:composer.none'); socket.emit('message:send'); import 'node:fs';",
    'prompts/agents/a.yaml': '# head\ngreeting: agent:hello\nhours: "9:00"\n',
  });
  assert.deepEqual(found, [
    'backend/a.ts:2 undefined widget:composer.none',
    'prompts/agents/a.yaml:2 undefined agent:hello',
  ]);
});

test('placeholders that differ or are no placeholders are found', async (context) => {
  const lines = async (changes: Record<string, string>) => check(context, changes);
  assert.deepEqual(await lines(russian('Напишите {{name}}', 'Напишите {{nmae}}')), [
    'ru/widget.json:3 placeholder composer.placeholder',
    'ru/widget.json:3 placeholder composer.placeholder',
  ]);
  assert.deepEqual(await lines(russian('Напишите {{name}}', 'Напишите {{ name }}')), []);
  assert.deepEqual(await lines(english('Send', 'Send {name}')), ['en/widget.json:4 placeholder composer.send']);
  assert.deepEqual(await lines(english('of {{name}}"\n', '"\n')), ['en/widget.json:7 placeholder unread_other']);
});

test('only a plural form may leave out the count', async (context) => {
  assert.deepEqual(await check(context, russian('{{count}} сообщение', 'Сообщение')), []);
  assert.deepEqual(await check(context, { ...english('"Send"', '"Send {{count}}"') }), [
    'ru/widget.json:4 placeholder composer.send',
  ]);
});

test('a plural form that CLDR wants and one that the language has not are found', async (context) => {
  assert.deepEqual(await check(context, russian('"unread_many"', '"unread_zero"')), [
    'ru/widget.json:6 plural-missing unread_many',
  ]);
  assert.deepEqual(await check(context, english('"unread_one"', '"unread_few": "{{name}}",\n  "unread_one"')), [
    'en/widget.json:6 plural-foreign unread_few',
  ]);
  assert.deepEqual(await check(context, english('  "unread_one": "one message of {{name}}",\n', '')), [
    'en/widget.json:6 plural-missing unread_one',
  ]);
});

test('a plural here that is one text there is found', async (context) => {
  const one = {
    'locales/ru/widget.json':
      '{ "composer": { "placeholder": "{{name}}", "send": "О" }, "unread": "{{count}} {{name}}" }',
  };
  assert.deepEqual(await check(context, one), ['ru/widget.json:1 kind unread']);
});

test('a group in one language and a text in the other is found once', async (context) => {
  assert.deepEqual(await check(context, russian('"Отправить"', '{ "now": "Сейчас" }')), [
    'ru/widget.json:4 kind composer.send',
  ]);
});

test('an empty text is found', async (context) => {
  assert.deepEqual(await check(context, russian('"Отправить"', '" "')), ['ru/widget.json:4 empty composer.send']);
});

test('HTML is found, and a Markdown link is none', async (context) => {
  assert.deepEqual(await check(context, russian('Отправить', 'Отправить&nbsp;<br>')), [
    'ru/widget.json:4 markup composer.send',
  ]);
  assert.deepEqual(await check(context, russian('Отправить', '1 < 2 & <https://a.example>')), []);
});

test('a text that does not fit is found, counted as people count and with its samples', async (context) => {
  const twenty = (letters: string) => russian('{{count}} сообщение от {{name}}', `${letters}{{name}}`);
  assert.deepEqual(await check(context, twenty('е\u0308'.repeat(16))), []);
  assert.deepEqual(await check(context, twenty('е'.repeat(17))), ['ru/widget.json:6 limit unread_one']);
});

test('a text that is not explained, an explanation of nothing and a sample that does not fit are found', async (context) => {
  const explained = (from: string, to: string) => ({
    'locales/context.json': good['locales/context.json'].replace(from, to),
  });
  assert.deepEqual(await checkAll(context, explained('"widget:composer.send"', '"widget:composer.sent"')), [
    'context.json:3 context widget:composer.sent',
    'en/widget.json:4 context composer.send',
  ]);
  assert.deepEqual(await checkAll(context, explained('"name": "Anna" } }\n', '"nmae": "A" } }\n')), [
    'context.json:4 context widget:unread',
    'context.json:4 context widget:unread',
  ]);
  assert.deepEqual(await checkAll(context, explained('": {', '":  {')), ['context.json:1 context *']);
  assert.deepEqual(await checkAll(context, explained('"The button"', '3')), ['context.json:3 broken ']);
});

test('a folder without explanations, a key with a dot and a broken state are found', async (context) => {
  const other = { 'locales/en/widget.json': '{ "a": "A", "b.c": "B" }', 'locales/ru/widget.json': '{ "a": "A" }' };
  assert.deepEqual(await check(context, { ...other, 'widget/chat.ts': "t('a')" }), ['en/widget.json:1 broken b.c']);
  assert.deepEqual(await check(context, { 'locales/ru/.state.json': '{\n "a": "b"\n}' }), ['ru/.state.json:2 broken ']);
});

test('broken JSON, a key that stands twice and a leaf that is no text are found with their line, and nothing else is said', async (context) => {
  assert.deepEqual(await check(context, russian('"Отправить"\n', '"Отправить",\n')), ['ru/widget.json:5 broken ']);
  assert.deepEqual(await check(context, english('"send"', '"placeholder"')), ['en/widget.json:4 broken ']);
  assert.deepEqual(await check(context, russian('"Отправить"', '3')), ['ru/widget.json:4 broken composer.send']);
});
