import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTestTree, shop } from '../locales-test-tools.ts';

test('without a verb the tree is checked, and --help names every verb with its options', async (context) => {
  const { run } = await createTestTree(context, shop);
  assert.deepEqual(await run(), await run('check'));
  assert.equal((await run()).exitCode, 0);
  const { text, exitCode } = await run('--help');
  assert.equal(exitCode, 0);
  for (const verb of ['check', 'status', 'extract', 'add <tag>', 'export', 'import <file>', 'accept <tag>', 'pseudo']) {
    assert.match(text, new RegExp(`^  ${verb}`, 'm'));
    assert.equal((await run(verb.split(' ')[0]!, '--help')).exitCode, 0);
  }
});

test('who calls it in a wrong way is told how, with exit code 2', async (context) => {
  const { run } = await createTestTree(context, shop);
  const wrong: [string[], RegExp][] = [
    [['chekc'], /there is no verb chekc, only check/],
    [['check', 'ru'], /found ru/],
    [['--jsno'], /--jsno/],
    [['status', 'fr'], /no language fr/],
    [['add'], /expected one tag/],
    [['add', 'русский'], /no tag/],
    [['add', 'en'], /English is the source/],
    [['add', 'pt_BR'], /no tag/],
    [['add', 'PT-br'], /written pt-BR/],
    [['add', 'xx'], /no language that is known/],
    [['export', '--lang', 'ru'], /--format csv, xliff, po/],
    [['export', '--format', 'po'], /--lang ru/],
    [['export', '--format', 'po', '--lang', 'en'], /English is the source/],
    [['export', '--format', 'po', '--lang', 'de'], /add de/],
    [['export', '--format', 'po', '--lang', 'ru', '--state', 'nice'], /no state nice/],
    [['import', 'none.po'], /no file none\.po/],
    [['import', 'none.doc'], /what kind of file/],
    [['export', '--format', 'po', '--lang', 'ru', '--out', 'none/ru.po'], /no such file or directory.*none\/ru\.po/],
    [['import', '.', '--format', 'po'], /directory/],
    [['status', '--root', 'none'], /no such file or directory/],
    [['accept'], /tag of a language/],
    [['accept', 'fr'], /no language fr/],
    [['accept', 'ru', 'widget:none'], /no text widget:none/],
    [['pseudo', '--out', 'locales/x'], /neither hold nor lie/],
    [['pseudo', '--out', '.'], /neither hold nor lie/],
    [['pseudo', '--out', 'widget'], /holds something else/],
  ];
  for (const [args, reason] of wrong) {
    const { exitCode, text } = await run(...args);
    assert.equal(exitCode, 2, args.join(' '));
    assert.match(text, reason, args.join(' '));
  }
});

test('status counts by language and namespace, and names what is not done with its line', async (context) => {
  const { run, data, write } = await createTestTree(context, shop);
  await run('accept', 'ru');
  await write('locales/en/widget.json', shop['locales/en/widget.json'].replace('"Send"', '"Send it"'));
  await write('locales/de/widget.json', '{ "hello": "Hallo {{name}}", "panel": { "send": "" } }');
  const { counts, open } = await data<{ counts: Record<string, unknown>[]; open: unknown[] }>('status');
  assert.deepEqual(counts[0], {
    ...{ tag: 'de', namespace: '*', texts: 3, complete: 1, missing: 2, draft: 0, stale: 0, done: 1 },
  });
  assert.deepEqual(
    counts.map(({ tag, namespace, stale }) => [tag, namespace, stale]),
    [
      ['de', '*', 0],
      ['de', 'widget', 0],
      ['ru', '*', 1],
      ['ru', 'widget', 1],
    ],
  );
  assert.deepEqual(open.at(-1), {
    ...{ tag: 'ru', key: 'widget:panel.send', state: 'stale', file: 'locales/ru/widget.json', line: 3 },
  });
  const { text, exitCode } = await run('status', 'ru', '--list');
  assert.match(text, /ru +all +100 % +3 +0 +0 +1 +2\n/);
  assert.match(text, /^locales\/ru\/widget\.json:3 +stale +widget:panel\.send$/m);
  assert.equal(exitCode, 0);
  assert.equal((await run('status', '--strict')).exitCode, 1);
});

test('extract adds what the sources ask for and English lacks, with its place, and the check asks for the rest', async (context) => {
  const { run, read, json } = await createTestTree(context, {
    ...shop,
    'widget/more.ts':
      "t('panel.close');\nt('panel.close'); t('panel.left', { count }); t(`panel.${name}`); emit('a.b');",
    'backend/src/a.ts': "words.t(locale, 'widget:bye'); words.t(locale, 'nowhere:bye'); socket.on('widget:hello.x');",
  });
  const before = await read('locales/en/widget.json');
  assert.match((await run('extract', '--dry-run')).text, /4 keys would be added/);
  assert.equal(await read('locales/en/widget.json'), before);
  const { text, exitCode } = await run('extract');
  assert.equal(exitCode, 1);
  assert.match(text, /widget:hello\.x +hello cannot hold a text/);
  assert.deepEqual(await json('locales/en/widget.json'), {
    hello: 'Hi {{name}}',
    panel: { send: 'Send', close: '', left_one: '', left_other: '' },
    unread_one: '{{count}} message',
    unread_other: '{{count}} messages',
    bye: '',
  });
  assert.match(
    await read('locales/context.json'),
    /^ {2}"widget:panel\.close": \{ "where": "\? widget\/more\.ts:1" \},$/m,
  );
  const { text: faults } = await run('check');
  assert.match(faults, /locales\/en\/widget\.json:\d+ +empty +panel\.close/);
  assert.match(faults, /locales\/context\.json:\d+ +context +widget:panel\.close/);
});

test('extract has nothing to do on a good tree, and tidies the context', async (context) => {
  const { run, read, write } = await createTestTree(context, shop);
  await write('locales/context.json', JSON.stringify(JSON.parse(shop['locales/context.json']), null, 2));
  assert.equal((await run('check')).exitCode, 1);
  assert.deepEqual(await run('extract'), { exitCode: 0, text: 'English has every key that is asked for\n' });
  assert.equal(await read('locales/context.json'), shop['locales/context.json']);
});

test('add makes a folder with the plural forms of the language, empty, and leaves what is there alone', async (context) => {
  const { run, json, write } = await createTestTree(context, shop);
  assert.match((await run('add', 'ar')).text, /3 texts to write/);
  const plural = Object.fromEntries(
    ['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => [`unread_${form}`, '']),
  );
  assert.deepEqual(await json('locales/ar/widget.json'), { hello: '', panel: { send: '' }, ...plural });
  await write('locales/ar/widget.json', '{ "panel": { "send": "أرسل" } }');
  await run('add', 'ar');
  assert.deepEqual(await json('locales/ar/widget.json'), { hello: '', panel: { send: 'أرسل' }, ...plural });
  assert.match((await run('add', 'ar')).text, /nothing is lacking/);
  assert.match((await run('check')).text, /locales\/ar\/widget\.json:\d+ +empty +hello +no text yet: English is shown/);
});

test('add refuses a language whose file is broken', async (context) => {
  const { run, read } = await createTestTree(context, { ...shop, 'locales/de/widget.json': '{' });
  const { exitCode, text } = await run('add', 'de');
  assert.equal(exitCode, 2);
  assert.match(text, /locales\/de\/widget\.json:1 cannot be read/);
  assert.equal(await read('locales/de/widget.json'), '{');
});

test('every verb but check refuses a tree with a file that cannot be read, and writes nothing', async (context) => {
  const broken = { ...shop, 'locales/en/widget.json': '{ "hello": ' };
  const { run, read } = await createTestTree(context, broken);
  const calls = ['status', 'extract', 'add de', 'export --lang ru --format po', 'accept ru', 'pseudo'];
  for (const call of calls) {
    const { exitCode, text } = await run(...call.split(' '));
    assert.equal(exitCode, 2, call);
    assert.match(text, /locales\/en\/widget\.json:1 cannot be read: .*Mend the file/, call);
  }
  assert.equal(await read('locales/context.json'), shop['locales/context.json']);
  assert.match((await run('check')).text, /locales\/en\/widget\.json:1 +broken/);
});

test('csv: a file in an old encoding is refused instead of taken in with its letters lost, and one with a stray quote too', async (context) => {
  const { run, read, root } = await createTestTree(context, shop);
  const path = join(root, 'ru.csv');
  await run('export', '--lang', 'ru', '--format', 'csv', '--out', path);
  const good = await read('ru.csv');
  await writeFile(path, Buffer.from(good.replace('Отправить', 'Senden für'), 'latin1'));
  const old = await run('import', path);
  assert.equal(old.exitCode, 1);
  assert.match(old.text, /^ru\.csv:\d+ +broken +this is no text in UTF-8: save the file as UTF-8/);
  await writeFile(path, `${good}wid"get:x,,,,\r\n`);
  assert.match((await run('import', path)).text, /^ru\.csv:\d+ +broken +Invalid Opening Quote/);
  assert.equal(await read('locales/ru/widget.json'), shop['locales/ru/widget.json']);
});

test('po: an empty file is refused', async (context) => {
  const { run, write, root } = await createTestTree(context, { ...shop, 'ru.po': '' });
  assert.match((await run('import', join(root, 'ru.po'), '--lang', 'ru')).text, /ru\.po:1 +broken +there is nothing/);
  await write('ru.po', '\uFEFF\n');
  assert.equal((await run('import', join(root, 'ru.po'), '--lang', 'ru')).exitCode, 1);
});

for (const [format, file] of [
  ['csv', 'ru.csv'],
  ['xliff', 'ru.xlf'],
  ['po', 'ru.po'],
] as const) {
  test(`${format}: what is exported and comes back untouched changes nothing`, async (context) => {
    const { run, read, root } = await createTestTree(context, shop);
    await run('export', '--lang', 'ru', '--format', format, '--out', join(root, file));
    const { text, exitCode } = await run('import', join(root, file));
    assert.equal(text, `${file} → locales/ru: 0 texts changed, 0 confirmed, 3 as they were, 0 refused\n`);
    assert.equal(exitCode, 0);
    assert.equal(await read('locales/ru/widget.json'), shop['locales/ru/widget.json']);
    assert.ok(!(await readdir(join(root, 'locales/ru'))).includes('.state.json'));
  });

  test(`${format}: a changed text goes in, a broken one is refused with its line, and a dry run writes nothing`, async (context) => {
    const { run, data, read, write, json, root } = await createTestTree(context, shop);
    const path = join(root, file);
    await run('export', '--lang', 'ru', '--format', format, '--out', path);
    const lines = (await read(file))
      .replace('Отправить', 'Послать')
      .replace(/(?<=>|"|,)Эй, (?:<ph [^>]*>|\{\{name\}\})/, 'Эй');
    await write(file, lines);
    const dry = await run('import', path, '--dry-run');
    assert.match(dry.text, /^widget:panel\.send\n {2}- "Отправить"\n {2}\+ "Послать"$/m);
    assert.equal(await read('locales/ru/widget.json'), shop['locales/ru/widget.json']);
    const result = await data<{ changes: { key: string }[]; refused: { line: number; rule: string; key: string }[] }>(
      'import',
      path,
    );
    assert.deepEqual(
      result.changes.map(({ key }) => key),
      ['widget:panel.send'],
    );
    const [refused] = result.refused;
    assert.deepEqual([refused!.rule, refused!.key], ['placeholder', 'widget:hello']);
    assert.match(
      lines
        .split('\n')
        .slice(refused!.line - 1, refused!.line + 12)
        .join('\n'),
      /hello/,
    );
    assert.match((await run('import', path)).text, /0 texts changed.*1 refused/);
    const { hello, panel } = (await json('locales/ru/widget.json')) as { hello: string; panel: { send: string } };
    assert.deepEqual([hello, panel.send], ['Эй, {{name}}', 'Послать']);
  });

  test(`${format}: a translator confirms what was stale, and what he made from an older English is stale`, async (context) => {
    const { run, data, read, write, root } = await createTestTree(context, shop);
    const path = join(root, file);
    const english = (from: string, to: string) =>
      write('locales/en/widget.json', shop['locales/en/widget.json'].replace(from, to));
    const states = async () => {
      const { open } = await data<{ open: { key: string; state: string }[] }>('status', 'ru');
      return open.map(({ key, state }) => `${key} ${state}`);
    };
    await run('accept', 'ru');
    await english('"Send"', '"Send it"');
    assert.deepEqual(await states(), ['widget:panel.send stale']);
    await run('export', '--lang', 'ru', '--format', format, '--out', path);
    assert.match((await run('import', path)).text, /0 texts changed, 0 confirmed/);
    assert.deepEqual(await states(), ['widget:panel.send stale']);

    const confirmed = (await read(file))
      .replace('state="initial" subState="agent-chat:stale"', 'state="final"')
      .replace('#, fuzzy, stale\n', '')
      .replace(',stale', ',done');
    await write(file, confirmed);
    await english('"Send"', '"Send all"');
    assert.match((await run('import', path)).text, /0 texts changed, 0 confirmed/);
    await english('"Send"', '"Send it"');
    assert.match((await run('import', path)).text, /0 texts changed, 1 confirmed/);
    assert.deepEqual(await states(), []);

    await write(file, confirmed.replace('Отправить', 'Послать'));
    await english('"Send"', '"Send all"');
    assert.match((await run('import', path)).text, /1 texts changed/);
    assert.deepEqual(await states(), ['widget:panel.send stale']);
  });

  test(`${format}: an empty language is filled, only what is missing is exported, and a machine’s texts are drafts`, async (context) => {
    const { run, data, read, json, write, root } = await createTestTree(context, shop);
    const path = join(root, file);
    await run('export', '--lang', 'ru', '--format', format, '--out', path);
    await write('locales/ru/widget.json', '{}');
    await run('import', path, '--draft');
    assert.deepEqual(await json('locales/ru/widget.json'), JSON.parse(shop['locales/ru/widget.json']));
    const { open } = await data<{ open: { state: string }[] }>('status');
    assert.deepEqual(
      open.map(({ state }) => state),
      ['draft', 'draft', 'draft'],
    );
    await run('export', '--lang', 'ru', '--format', format, '--out', path, '--state', 'missing,stale');
    assert.doesNotMatch(await read(file), /hello/);
  });

  test(`${format}: a key that English lacks, a language that differs and a broken file are refused`, async (context) => {
    const { run, read, write, root } = await createTestTree(context, { ...shop, 'locales/de/widget.json': '{}' });
    const path = join(root, file);
    await run('export', '--lang', 'ru', '--format', format, '--out', path);
    const good = await read(file);
    await write(file, good.replaceAll('panel.send', 'panel.sent').replace('Эй', 'Ой'));
    const { text, exitCode } = await run('import', path);
    assert.match(text, /ru\.\w+:\d+ +unknown +widget:panel\.sent +English has no such key/);
    assert.match(text, /1 texts changed/);
    assert.equal(exitCode, 1);
    assert.equal((await run('import', path, '--lang', 'de')).exitCode, 2);
    await write(file, { csv: 'a,b\n1,2\n', xliff: good.replace('</unit>', ''), po: `${good}\nmsgid "what\n` }[format]);
    const broken = await run('import', path);
    assert.equal(broken.exitCode, 1);
    assert.match(broken.text, /^ru\.\w+:\d+ +broken +\S/);
  });
}

test('pseudo writes two invented languages beside the others, with all plural forms, and never into locales/', async (context) => {
  const { run, json, root } = await createTestTree(context, shop);
  assert.equal((await run('pseudo', '--out', 'out')).exitCode, 0);
  assert.equal((await run('pseudo', '--out', 'out')).exitCode, 0);
  assert.deepEqual((await readdir(join(root, 'out'))).sort(), ['ar-XB', 'context.json', 'en', 'en-XA', 'ru']);
  assert.deepEqual((await readdir(join(root, 'locales'))).sort(), ['context.json', 'en', 'ru']);
  const accented = (await json('out/en-XA/widget.json')) as Record<string, string>;
  assert.match(accented.hello!, /^\[Ĥî \{\{name\}\}.*\]$/);
  const mirrored = (await json('out/ar-XB/widget.json')) as Record<string, string>;
  assert.equal(Object.keys(mirrored).filter((key) => key.startsWith('unread_')).length, 6);
});
