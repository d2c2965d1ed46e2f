import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { createContent, type ContentChange } from './content.ts';
import { createTestFolder, createTestLog, until } from './content-test-tools.ts';
import { ContentFault, type ContentKind } from './content-kind.ts';
import { parseYaml } from './yaml.ts';

interface Card {
  title: string;
}

const cards: ContentKind<Card> = {
  name: 'card',
  matches: (path) => /^cards\/[^/]+\.yaml$/.test(path),
  parse: (text) => parseYaml(text, z.strictObject({ title: z.string() })),
};

async function openContent(context: TestContext, files: Record<string, string>, kind = cards) {
  const folder = await createTestFolder(context, files);
  const log = createTestLog();
  const content = createContent({ dir: folder.dir, kinds: [kind], log, watch: true });
  const changes: ContentChange[] = [];
  content.changed((change) => changes.push(change));
  context.after(() => content.stop());
  return { folder, log, content, changes, view: content.view(kind) };
}

test('everything that matches a kind is there after the start', async (context) => {
  const { content, view } = await openContent(context, {
    'cards/a.yaml': 'title: A',
    'cards/b.yaml': 'title: B',
    'c.yaml': 'x',
  });
  await content.start();
  assert.deepEqual(
    [...view.all()],
    [
      ['cards/a.yaml', { title: 'A' }],
      ['cards/b.yaml', { title: 'B' }],
    ],
  );
  assert.equal(view.get('cards/none.yaml'), undefined);
});

test('a file that is written while running is told and seen, the others stay as they are', async (context) => {
  const { content, folder, view, changes } = await openContent(context, {
    'cards/a.yaml': 'title: A',
    'cards/b.yaml': 'title: B',
  });
  await content.start();
  const [version, other] = [view.version, view.get('cards/b.yaml')];
  changes.length = 0;
  await folder.write('cards/a.yaml', 'title: A2');
  await until(() => changes.length > 0, 'the change was told');
  assert.deepEqual(changes, [{ kind: 'card', path: 'cards/a.yaml', removed: false }]);
  assert.deepEqual(view.get('cards/a.yaml'), { title: 'A2' });
  assert.equal(view.get('cards/b.yaml'), other);
  assert.ok(view.version > version);
});

test('a file renamed over the old one, as editors save, is picked up', async (context) => {
  const { content, folder, view } = await openContent(context, { 'cards/a.yaml': 'title: A' });
  await content.start();
  for (const title of ['one', 'two']) {
    await folder.replace('cards/a.yaml', `title: ${title}`);
    await until(() => view.get('cards/a.yaml')?.title === title, `the title was ${title}`);
  }
});

test('a file in a folder that did not exist at the start is picked up', async (context) => {
  const { content, folder, view } = await openContent(context, { 'readme.md': '' });
  await content.start();
  await folder.write('cards/new.yaml', 'title: new');
  await until(() => view.get('cards/new.yaml') !== undefined, 'the new file was there');
});

test('a removed file takes its value with it', async (context) => {
  const { content, folder, view, changes } = await openContent(context, { 'cards/a.yaml': 'title: A' });
  await content.start();
  await folder.remove('cards/a.yaml');
  await until(() => view.all().size === 0, 'the value was gone');
  assert.deepEqual(changes.at(-1), { kind: 'card', path: 'cards/a.yaml', removed: true });
});

test('a file broken while running keeps its last good value and is reported in one line with file, line and reason', async (context) => {
  const { content, folder, view, changes, log } = await openContent(context, { 'cards/a.yaml': 'title: A' });
  await content.start();
  const version = view.version;
  await folder.write('cards/a.yaml', '# note\ntitle:\n  - no\n');
  await until(() => log.entries.some(({ level }) => level === 'error'), 'the fault was reported');
  assert.deepEqual(view.get('cards/a.yaml'), { title: 'A' });
  assert.equal(view.version, version);
  assert.equal(changes.length, 1, 'only the first load was told');
  const [entry, ...more] = log.entries.filter(({ level }) => level === 'error');
  assert.equal(more.length, 0);
  assert.match(
    entry!.message,
    /last good version stays: [^:]+\/cards\/a\.yaml:2: `title` does not fit, expected string, found \["no"\]$/,
  );
  assert.equal(entry!.fields.line, 2);
  assert.equal(entry!.fields.expected, 'string');
});

test('a file mended after a fault is taken again', async (context) => {
  const { content, folder, view, log } = await openContent(context, { 'cards/a.yaml': 'title: [' });
  await content.start();
  assert.equal(log.entries.filter(({ level, message }) => level === 'error' && /left out/.test(message)).length, 1);
  await folder.write('cards/a.yaml', 'title: mended');
  await until(() => view.get('cards/a.yaml')?.title === 'mended', 'the mended file was there');
});

test('a file broken at the start is left out and the rest goes on', async (context) => {
  const { content, view } = await openContent(context, { 'cards/a.yaml': 'title: [', 'cards/b.yaml': 'title: B' });
  await content.start();
  assert.deepEqual([...view.all().keys()], ['cards/b.yaml']);
});

test('the start fails with a hint when a required kind has no usable file', async (context) => {
  const kind = { ...cards, required: 'Write a card.' };
  const { content } = await openContent(context, { 'cards/a.yaml': 'title: [' }, kind);
  await assert.rejects(
    content.start(),
    (error) => error instanceof AppError && error.hint === 'Write a card.' && /card/.test(error.message),
  );
});

test('the start fails with a hint when the folder is not there', async () => {
  const content = createContent({ dir: '/nowhere/at/all', kinds: [cards], log: createTestLog(), watch: true });
  await assert.rejects(content.start(), (error) => error instanceof AppError && error.hint !== undefined);
  await content.stop();
});

test('a listener that throws stops neither the reload nor the other listeners', async (context) => {
  const { content, changes, log } = await openContent(context, { 'cards/a.yaml': 'title: A' });
  const told: string[] = [];
  content.changed(() => assert.fail('mine'));
  content.changed(({ path }) => told.push(path));
  await content.start();
  assert.deepEqual(told, ['cards/a.yaml']);
  assert.equal(changes.length, 1);
  assert.equal(log.entries.filter(({ level }) => level === 'error').length, 1);
});

test('a listener that ended hears nothing more, and nothing is taken after the stop', async (context) => {
  const { content, folder, view } = await openContent(context, { 'cards/a.yaml': 'title: A' });
  const told: string[] = [];
  content.changed(({ path }) => told.push(path))();
  await content.start();
  assert.deepEqual(told, []);
  await content.stop();
  await folder.write('cards/a.yaml', 'title: late');
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.equal(view.get('cards/a.yaml')?.title, 'A');
});

test('a kind that was not registered is refused by name', async (context) => {
  const { content } = await openContent(context, {});
  assert.throws(() => content.view({ ...cards, name: 'deck' }), /deck/);
});

test('a file that was refused for something elsewhere is taken when it is tried again, without another complaint', async (context) => {
  const known = new Set<string>();
  const kind: ContentKind<Card> = {
    ...cards,
    parse(text, path) {
      const card = cards.parse(text, path);
      if (!known.has(card.title)) throw new ContentFault(`no text ${card.title}`, { line: 1 });
      return card;
    },
  };
  const { content, view, log } = await openContent(
    context,
    { 'cards/a.yaml': 'title: A', 'cards/b.yaml': 'title: B' },
    kind,
  );
  await content.start();
  known.add('A');
  await content.retryRefused();
  assert.deepEqual([...view.all().keys()], ['cards/a.yaml']);
  assert.equal(log.entries.filter(({ level }) => level === 'error').length, 2, 'one for each file, at the start');
});
