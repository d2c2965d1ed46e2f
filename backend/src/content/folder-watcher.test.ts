import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestFolder, createTestLog, until } from './content-test-tools.ts';
import { compareSnapshots, scanFolder, type FolderDifference } from './folder-scan.ts';
import { createFolderWatcher } from './folder-watcher.ts';

test('a scan sees nested files and passes over hidden and backup ones', async (context) => {
  const folder = await createTestFolder(context, {
    'b/c.txt': '',
    'a.txt': '',
    '.git/x': '',
    'a.txt~': '',
    'b/.swp': '',
  });
  assert.deepEqual([...(await scanFolder(folder.dir)).keys()], ['a.txt', 'b/c.txt']);
});

test('two snapshots differ by what was changed, added and removed', () => {
  const before = new Map([
    ['same', '1'],
    ['changed', '1'],
    ['removed', '1'],
  ]);
  const after = new Map([
    ['same', '1'],
    ['changed', '2'],
    ['added', '1'],
  ]);
  assert.deepEqual(compareSnapshots(before, after), { changed: ['changed', 'added'], removed: ['removed'] });
});

test('many writes in a moment are told once', async (context) => {
  const folder = await createTestFolder(context, { 'a.txt': '0' });
  const told: FolderDifference[] = [];
  const watcher = createFolderWatcher({
    dir: folder.dir,
    log: createTestLog(),
    onChange: (change) => void told.push(change),
  });
  context.after(() => watcher.stop());
  watcher.start(await scanFolder(folder.dir));
  for (let round = 1; round <= 10; round++) await folder.write('a.txt', 'x'.repeat(round));
  await until(() => told.length > 0, 'the change was told');
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.ok(told.length <= 2, `told ${told.length} times`);
  assert.deepEqual(told.at(-1), { changed: ['a.txt'], removed: [] });
});

test('what changed between the snapshot and the start is told too', async (context) => {
  const folder = await createTestFolder(context, { 'a.txt': '0' });
  const told: FolderDifference[] = [];
  const watcher = createFolderWatcher({
    dir: folder.dir,
    log: createTestLog(),
    onChange: (change) => void told.push(change),
  });
  context.after(() => watcher.stop());
  const snapshot = await scanFolder(folder.dir);
  await folder.write('b.txt', '1');
  watcher.start(snapshot);
  await until(() => told.length > 0, 'the change was told');
  assert.deepEqual(told[0], { changed: ['b.txt'], removed: [] });
});

test('a folder that vanishes is reported and read again when it is back', async (context) => {
  const folder = await createTestFolder(context, { 'in/a.txt': '0' });
  const log = createTestLog();
  const told: FolderDifference[] = [];
  const watcher = createFolderWatcher({ dir: `${folder.dir}/in`, log, onChange: (change) => void told.push(change) });
  context.after(() => watcher.stop());
  watcher.start(await scanFolder(`${folder.dir}/in`));
  await folder.remove('in');
  await until(() => log.entries.some(({ level }) => level === 'warn'), 'the loss was reported');
  await folder.write('in/a.txt', '11');
  await until(() => told.length > 0, 'the change was told');
  assert.deepEqual(told, [{ changed: ['a.txt'], removed: [] }]);
});
