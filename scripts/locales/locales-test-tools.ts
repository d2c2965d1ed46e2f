import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { runLocales } from './run-locales.ts';

export interface TestTree {
  root: string;
  /** `run('status', '--list')` as `npm run locales -- status --list` would. */
  run(...args: string[]): Promise<{ exitCode: number; text: string }>;
  /** The result with `--json`. */
  data<T>(...args: string[]): Promise<T>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  json(path: string): Promise<unknown>;
}

/** A checkout of nothing but these files, gone after the test. */
export async function createTestTree(context: TestContext, files: Record<string, string>): Promise<TestTree> {
  const root = await mkdtemp(join(tmpdir(), 'agent-chat-locales-'));
  context.after(() => rm(root, { recursive: true, force: true }));
  const tree: TestTree = {
    root,
    async run(...args) {
      const { exitCode, output, complaint } = await runLocales(args, { root });
      return { exitCode, text: `${output ?? ''}${complaint ?? ''}`.replaceAll(`${root}/`, '') };
    },
    async data<T>(...args: string[]) {
      return JSON.parse((await runLocales([...args, '--json'], { root })).output!) as T;
    },
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    read: (path) => readFile(join(root, path), 'utf8'),
    json: async (path) => JSON.parse(await readFile(join(root, path), 'utf8')) as unknown,
  };
  for (const [path, text] of Object.entries(files)) await tree.write(path, text);
  return tree;
}

/** One plain text, one with a limit, one plural; Russian has all, German nothing. */
export const shop = {
  'locales/context.json': `{
  "widget:hello": { "where": "The first line", "limit": 20, "sample": { "name": "Anna" } },
  "widget:panel.send": { "where": "The button" },
  "widget:unread": { "where": "On the launcher", "sample": { "count": 3 } }
}
`,
  'locales/en/widget.json': `{
  "hello": "Hi {{name}}",
  "panel": { "send": "Send" },
  "unread_one": "{{count}} message",
  "unread_other": "{{count}} messages"
}
`,
  'locales/ru/widget.json': `{
  "hello": "Эй, {{name}}",
  "panel": { "send": "Отправить" },
  "unread_one": "{{count}} сообщение",
  "unread_few": "{{count}} сообщения",
  "unread_many": "{{count}} сообщений",
  "unread_other": "{{count}} сообщения"
}
`,
  'widget/chat.ts': "t('hello'); t('panel.send'); t('unread', { count: 3 });",
};
