import file from '@size-limit/file';
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sizeLimit from 'size-limit';
import { measureWidget } from '../scripts/size.ts';

const DIST = new URL('../dist', import.meta.url).pathname;

/** Bytes after brotli of what is fetched at once, and of the two files that are libraries. */
const BUDGETS: Record<string, number> = {
  'agent-chat.js': 2_000,
  'chunks/chat': 21_400,
  'chunks/qr-code': 7_000,
  'chunks/full-client': 12_000,
};
/** Of every other one: each is fetched when it is needed, and somebody waits for it. */
const LATER = 5_000;

test('every file of the widget keeps its budget', async () => {
  const built = globSync('**/*.js', { cwd: DIST });
  const sizes = await Promise.all(built.map(async (path) => [entryOf(path), await sizeOf(join(DIST, path))] as const));
  assert.deepEqual(
    sizes.filter(([entry, size]) => size > (BUDGETS[entry] ?? LATER)),
    [],
  );
  const entries = built.map(entryOf);
  assert.deepEqual(
    Object.keys(BUDGETS).filter((entry) => !entries.includes(entry)),
    [],
  );
});

test('a visitor can type after 24,000 bytes, words included', () => {
  const { open, files } = measureWidget();
  assert.ok(open <= 24_000, `It takes ${open} bytes: the English words and ${files.join(', ')}`);
});

/** Without the hash of its content. */
const entryOf = (path: string): string => path.replace(/-[\w-]{8}\.js$/, '');

async function sizeOf(path: string): Promise<number> {
  const [{ size }] = (await sizeLimit([file], [path])) as [{ size: number }];
  return size;
}
